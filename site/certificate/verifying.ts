/**
 * What the worker of the certificate page does, without the worker: the verifier of the programme, asked again with each file that
 * arrives, so that every step is told as soon as it can be.
 */
import type { BundleShelf } from '../../certifier/certificate/bundle/judge-module.ts';
import { type Bytes, fromUtf8 } from '../../certifier/certificate/bytes.ts';
import { type TodaysJudge, type VerifyInput, verifyCertificate } from '../../certifier/certificate/verify.ts';
import { keysFrom } from './keys.ts';
import type { Answer, Progress, Question } from './protocol.ts';

/** How files and judges are had: in a browser from the site. A file that is not there is undefined. */
export interface Sources {
  fetch(address: string): Promise<Bytes | undefined>;
  readonly bundles: BundleShelf;
}

const NO_BUNDLES: BundleShelf = {
  find: async () => undefined,
  open: async () => {
    throw new Error('there is no judge yet');
  },
};

const todaysJudge = (digest: string, bundles: BundleShelf): TodaysJudge => ({
  digest,
  open: async () => {
    const bytes = await bundles.find(digest);
    if (bytes === undefined) throw new Error('the judge of today is not at hand');
    return bundles.open(bytes);
  },
});

export async function verified(
  question: Question,
  { fetch, bundles }: Sources,
  tell: (progress: Progress) => void,
): Promise<Answer> {
  const optional = async (address: string | undefined): Promise<Bytes | undefined> =>
    address === undefined ? undefined : fetch(address);
  tell({ doing: 'Fetching the certificate and the keys', steps: [] });
  const certificate = await fetch(question.certificate);
  if (certificate === undefined) throw new Error('The certificate could not be loaded. Reload the page to try again.');
  const demonstration = await optional(question.demonstrationKey);
  const publicKeys = await keysFrom({
    demonstration: demonstration === undefined ? undefined : fromUtf8(demonstration),
    programme: await optional(question.keys),
  });
  const statusLog = await optional(question.statusLog);
  let input: VerifyInput = {
    certificate,
    publicKeys,
    bundles: NO_BUNDLES,
    now: new Date(question.now),
    ...(statusLog === undefined ? {} : { statusLog }),
  };
  const known = async (doing: string): Promise<void> => {
    const { steps } = await verifyCertificate(input);
    // What is open may be so only for want of what comes next.
    tell({ doing, steps: steps.filter(({ ok }) => ok !== null) });
  };
  await known('Fetching the report and the transcript');
  const report = await fetch(question.report);
  const transcript = await fetch(question.transcript);
  const submission = await optional(question.submission);
  input = {
    ...input,
    ...(submission === undefined ? {} : { submission }),
    ...(question.place === undefined ? {} : { place: question.place }),
    ...(report === undefined ? {} : { report }),
    ...(transcript === undefined ? {} : { transcript }),
  };
  await known('Loading the judge that the certificate names, and judging the transcript again');
  const {
    result,
    demonstration: isDemonstration,
    steps,
    today,
  } = await verifyCertificate({
    ...input,
    bundles,
    ...(question.today === undefined ? {} : { today: todaysJudge(question.today, bundles) }),
  });
  return { result, demonstration: isDemonstration, steps, today: today?.detail };
}
