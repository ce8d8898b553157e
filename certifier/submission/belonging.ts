/** What a certificate in the folder of a submission has to be about: what the folder says, and the submission in it. */
import type { Bytes } from '../certificate/bytes.ts';
import type { Belonging } from '../certificate/verify/belonging.ts';
import type { Transport } from '../evidence/transcript.ts';
import { IMPLEMENTATIONS, type Place, placeOf, resultNumber, transportOf } from './folder.ts';
import { readSubmission } from './read.ts';
import type { Submission } from './submission.ts';

export function belongingTo(
  { vendor, product, version }: Place,
  transport: Transport,
  submission: Submission | undefined,
): Belonging {
  if (submission === undefined) return { problem: 'no submission that can be read stands in this folder' };
  const { subject, submitter } = submission;
  if (subject.vendor !== vendor || subject.name !== product || resultNumber(version, subject.version) === null)
    return {
      problem: `the submission is of ${subject.vendor}/${subject.name} ${subject.version}, and this is the folder of ${vendor}/${product} ${version}`,
    };
  if (submitter.for !== 'vendor') return { problem: 'its makers did not ask for a certificate' };
  const { name, version: named } = subject.named ?? subject;
  return {
    name,
    ...(named === undefined ? {} : { version: named }),
    transport,
    ...(subject.digest === undefined ? {} : { digest: subject.digest }),
  };
}

/** The programme publishes what its own server did, too: of that nobody else could have asked for it, or reply. */
export const isOwn = ({ subject, submitter }: Pick<Submission, 'subject' | 'submitter'>): boolean =>
  submitter.for === 'programme' && submitter.handle === subject.vendor;

/** From the path of a run, `…/<vendor>/<product>/<version>/<transport>`; undefined where it is not of that form. */
export function belongingAt(path: readonly string[], submission: Bytes): Belonging | undefined {
  const [vendor, product, version, last = ''] = path.slice(-4);
  const place = placeOf([IMPLEMENTATIONS, vendor, product, version].join('/'));
  const transport = transportOf(last);
  if (place === null || transport === undefined) return undefined;
  return belongingTo(place, transport, readSubmission(submission).submission);
}
