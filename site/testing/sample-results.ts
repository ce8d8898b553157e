/**
 * Results to build a site with in tests: one of each kind that a page has to show. They are judged and signed by the real
 * judge and signer, on the committed examples; only the profile is made up, so that something can be conformant.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { badgeSvg } from '../../certifier/certificate/badge/svg.ts';
import { badgeWords } from '../../certifier/certificate/badge/words.ts';
import type { JudgeModule } from '../../certifier/certificate/bundle/judge-module.ts';
import { digestOf, openBundle, ownBundle } from '../../certifier/certificate/bundle/load.ts';
import { utf8 } from '../../certifier/certificate/bytes.ts';
import { issueCertificate } from '../../certifier/certificate/issue.ts';
import { generateKey } from '../../certifier/certificate/keys.ts';
import { surfaceOf } from '../../certifier/certificate/surface.ts';
import { verifyCertificate } from '../../certifier/certificate/verify.ts';
import { certify as runCertifier } from '../../certifier/certify.ts';
import { readTranscript } from '../../certifier/evidence/read.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import { transcriptText } from '../../certifier/examples/engine/compose.ts';
import { judge } from '../../certifier/judge/judge.ts';
import { ruler } from '../../certifier/judge/ruler.ts';
import type { Profile } from '../../certifier/profiles/profile.ts';
import { referenceCommand } from '../../certifier/reference/reference.ts';
import { json } from '../../certifier/report/json.ts';
import { stdioSubject } from '../../certifier/subject/stdio.ts';
import { examplesOf } from '../lib/examples.ts';

/** A MUST that the sample `broken` breaks. */
export const BROKEN = 'base.response.same-id';
/** A SHOULD that the sample `warned` breaks. */
export const WARNED = 'tools.name.unique';

const profile: Profile = {
  name: 'sample',
  role: 'server',
  revision: '2026-07-28',
  transport: 'stdio',
  requirements: [WARNED, BROKEN],
  core: [BROKEN],
};

const bundleBytes = utf8('stands for a judge bundle');
const bundle = digestOf(bundleBytes);

const sampleJudge: JudgeModule = {
  suiteVersion: '0.1.0',
  judge: (text, { suiteDigest, ...options }) => {
    const sampleRuler = { ...ruler, profiles: [profile], suite: { version: '0.1.0', digest: suiteDigest } };
    return json(judge(readTranscript(text), sampleRuler, options));
  },
  surface: (text) => surfaceOf(readTranscript(text)),
};

interface Recorded {
  readonly folder: string;
  readonly reportText: string;
  readonly text: string;
}

function record(parent: string, name: string, transcript: Transcript): Recorded {
  const folder = join(parent, name);
  const text = transcriptText(transcript);
  const reportText = sampleJudge.judge(text, {
    suiteDigest: bundle,
    transcript: { file: 'transcript.jsonl', sha256: digestOf(utf8(text)).slice('sha256:'.length) },
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'transcript.jsonl'), text);
  writeFileSync(join(folder, 'report.json'), reportText);
  return { folder, reportText, text };
}

async function certify({ folder, reportText, text }: Recorded): Promise<void> {
  const key = generateKey();
  const now = new Date();
  const evidence = { report: utf8(reportText), transcript: utf8(text) };
  const certificate = await issueCertificate({
    reportBytes: evidence.report,
    transcriptBytes: evidence.transcript,
    bundle: { digest: bundle, judge: sampleJudge },
    keys: [key],
    demonstration: true,
    now,
  });
  const verification = await verifyCertificate({
    certificate: utf8(certificate),
    ...evidence,
    bundles: { find: async () => bundleBytes, open: async () => sampleJudge },
    publicKeys: [{ pem: key.publicPem, programme: false }],
    now,
  });
  writeFileSync(join(folder, 'certificate.intoto.jsonl'), certificate);
  writeFileSync(join(folder, 'badge.svg'), badgeSvg(badgeWords(verification)));
}

const exampleOf = (id: string): NonNullable<ReturnType<typeof examplesOf>> => {
  const examples = examplesOf(id);
  if (examples === undefined) throw new Error(`specification/examples/${id}.jsonl is missing`);
  return examples;
};

/** A real run of the reference server, certified by the judge of this suite: what a page can verify whole. */
async function certifyReference(folder: string): Promise<void> {
  const bundle = await ownBundle();
  const judgeModule = await openBundle(bundle.bytes);
  const { transcript } = await runCertifier(stdioSubject({ command: referenceCommand() }), { revision: '2026-07-28' });
  const text = transcriptText(transcript);
  const reportText = judgeModule.judge(text, {
    suiteDigest: bundle.digest,
    transcript: { file: 'transcript.jsonl', sha256: digestOf(utf8(text)).slice('sha256:'.length) },
  });
  const key = generateKey();
  const certificate = await issueCertificate({
    reportBytes: utf8(reportText),
    transcriptBytes: utf8(text),
    bundle: { digest: bundle.digest, judge: judgeModule },
    keys: [key],
    demonstration: true,
    now: new Date(),
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'transcript.jsonl'), text);
  writeFileSync(join(folder, 'report.json'), reportText);
  writeFileSync(join(folder, 'certificate.intoto.jsonl'), certificate);
  writeFileSync(join(folder, 'demonstration.pub'), key.publicPem);
}

/** The same files, but for one of them, in which one character is another. */
function tampered(from: string, to: string, name: string, change: (text: string) => string): void {
  cpSync(from, to, { recursive: true });
  writeFileSync(join(to, name), change(readFileSync(join(from, name), 'utf8')));
}

/** Two versions of one implementation, with a reply of its makers, and another implementation: as they are committed. */
export async function writeSampleImplementations(folder: string): Promise<void> {
  const { conforming, violating } = exampleOf(WARNED);
  if (violating === undefined) throw new Error(`${WARNED} has no mutant`);
  record(folder, 'acme/weather/1.0.0/stdio', answeringAnother(conforming));
  record(folder, 'acme/weather/1.1.0/stdio', conforming);
  writeFileSync(join(folder, 'acme/weather/1.1.0', 'reply.md'), `# We agree.\n\nIt was mended. ${HOSTILE}\n`);
  writeFileSync(join(folder, 'acme/weather/1.1.0', 'submission.yaml'), 'format: accord-submission/1\n');
  record(folder, 'other/clock/2.0.0/stdio', violating);
}

/** Writes `good`, `broken`, `warned`, `silent`, `hostile`, `spoilt`, `reference`, `forged` and `swapped` into the folder. */
export async function writeSampleResults(folder: string): Promise<void> {
  const { conforming, violating } = exampleOf(WARNED);
  if (violating === undefined) throw new Error(`${WARNED} has no mutant`);
  await certify(record(folder, 'good', conforming));
  record(folder, 'warned', violating);
  record(folder, 'broken', answeringAnother(conforming));
  record(folder, 'silent', { ...conforming, events: conforming.events.slice(0, 2) });
  record(folder, 'hostile', hostile(violating));
  const spoilt = record(folder, 'spoilt', conforming);
  await certify(spoilt);
  writeFileSync(join(spoilt.folder, 'certificate.intoto.jsonl'), 'not a certificate\n');
  const reference = join(folder, 'reference');
  await certifyReference(reference);
  const forged = (text: string): string =>
    text.replace(/"sig":"./g, (sig) => `${sig.slice(0, -1)}${sig.endsWith('A') ? 'B' : 'A'}`);
  tampered(reference, join(folder, 'forged'), 'certificate.intoto.jsonl', forged);
  tampered(reference, join(folder, 'swapped'), 'transcript.jsonl', (text) => text.replace('"seq":2,', '"seq":2, '));
}

/** The last answer bears an id that nobody asked with. */
function answeringAnother(transcript: Transcript): Transcript {
  const last = transcript.events.findLast((event) => event.kind === 'line' && event.stream === 'stdout');
  return {
    ...transcript,
    events: transcript.events.map((event) =>
      event === last && event.kind === 'line' && event.text !== undefined
        ? { ...event, text: JSON.stringify({ ...JSON.parse(event.text), id: 999 }) }
        : event,
    ),
  };
}

/** A subject whose every word tries to become markup. */
export const HOSTILE = '</title></script><img src=x onerror=alert(1)>';
const hostile = (transcript: Transcript): Transcript => ({
  ...transcript,
  events: transcript.events.map((event) =>
    event.kind === 'line' && event.text !== undefined
      ? {
          ...event,
          text: event.text.replaceAll('example-server', HOSTILE).replaceAll('"add"', JSON.stringify(HOSTILE)),
        }
      : event,
  ),
});
