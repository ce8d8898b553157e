/**
 * Results to build a site with in tests: one of each kind that a page has to show. They are judged and signed by the real
 * judge and signer, on the committed examples; only the profile is made up, so that something can be conformant.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { badgeSvg } from '../../certifier/certificate/badge/svg.ts';
import { badgeWords } from '../../certifier/certificate/badge/words.ts';
import type { JudgeModule } from '../../certifier/certificate/bundle/judge-module.ts';
import { digestOf, openBundle, ownBundle } from '../../certifier/certificate/bundle/load.ts';
import { fromBase64, fromUtf8, utf8 } from '../../certifier/certificate/bytes.ts';
import { readCertificateFile } from '../../certifier/certificate/certificate-file.ts';
import { issueCertificate } from '../../certifier/certificate/issue.ts';
import { generateKey, type SigningKey } from '../../certifier/certificate/keys.ts';
import type { CertificateStatement } from '../../certifier/certificate/predicate.ts';
import { appendToStatusLog } from '../../certifier/certificate/status-log-append.ts';
import { surfaceOf } from '../../certifier/certificate/surface.ts';
import { importKeys, type KeyPeriod } from '../../certifier/certificate/trusted-keys.ts';
import { verifyCertificate } from '../../certifier/certificate/verify.ts';
import { certify as runCertifier } from '../../certifier/certify.ts';
import { readTranscript } from '../../certifier/evidence/read.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import { transcriptText } from '../../certifier/examples/engine/compose.ts';
import { judge } from '../../certifier/judge/judge.ts';
import { ruler } from '../../certifier/judge/ruler.ts';
import type { Profile } from '../../certifier/profiles/profile.ts';
import { SERVER_INFO } from '../../certifier/reference/identity.ts';
import { referenceCommand } from '../../certifier/reference/reference.ts';
import { json, jsonText } from '../../certifier/report/json.ts';
import { stdioSubject } from '../../certifier/subject/stdio.ts';
import { SUBMISSION_FILE } from '../../certifier/submission/folder.ts';
import { SUBMISSION_FORMAT, type Submission } from '../../certifier/submission/submission.ts';
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

/** What the reference server did in a real run, judged by the judge of this suite: what a page can verify whole. */
async function referenceRun(digest?: string) {
  const bundle = await ownBundle();
  const judgeModule = await openBundle(bundle.bytes);
  const { transcript } = await runCertifier(stdioSubject({ command: referenceCommand() }), { revision: '2026-07-28' });
  const text = transcriptText(transcript);
  const reportText = judgeModule.judge(text, {
    suiteDigest: bundle.digest,
    transcript: { file: 'transcript.jsonl', sha256: digestOf(utf8(text)).slice('sha256:'.length) },
    ...(digest === undefined ? {} : { digest }),
  });
  return { text, reportText, bundle: { digest: bundle.digest, judge: judgeModule } };
}

/** Who asks for a certificate of the reference server, and of which of its releases. */
const request = (version: string): Submission => ({
  format: SUBMISSION_FORMAT,
  subject: {
    role: 'server',
    vendor: 'accord',
    name: 'reference',
    version,
    named: { name: SERVER_INFO.name },
    purl: `pkg:generic/accord/reference@${version}`,
    digest: digestOf(utf8(`stands for release ${version}`)),
  },
  run: { stdio: { command: ['node', 'main.js'], network: 'none' } },
  claims: [{ revision: '2026-07-28', profile: 'server-2026-07-28-stdio' }],
  submitter: { handle: 'accord', for: 'vendor' },
  contact: '@accord',
});

/** Writes a run with a certificate of this key, which is a demonstration where nobody asked, and gives the certificate's number. */
async function certifyReference(folder: string, key: SigningKey, asked?: Submission): Promise<string> {
  const { text, reportText, bundle } = await referenceRun(asked?.subject.digest);
  const submission = asked === undefined ? undefined : utf8(stringify(asked));
  const certificate = await issueCertificate({
    reportBytes: utf8(reportText),
    transcriptBytes: utf8(text),
    bundle,
    keys: [key],
    demonstration: submission === undefined,
    ...(submission === undefined ? {} : { submissionBytes: submission }),
    now: new Date(),
  });
  mkdirSync(folder, { recursive: true });
  if (submission !== undefined) writeFileSync(join(folder, '..', SUBMISSION_FILE), submission);
  writeFileSync(join(folder, 'transcript.jsonl'), text);
  writeFileSync(join(folder, 'report.json'), reportText);
  writeFileSync(join(folder, 'certificate.intoto.jsonl'), certificate);
  const { payload } = readCertificateFile(utf8(certificate)).certificate;
  return (JSON.parse(fromUtf8(fromBase64(payload) ?? utf8('{}'))) as CertificateStatement).predicate.certificate;
}

/** A programme of one key, made for this build: what it issued stands, and what it took back does not. */
async function writeProgramme(folder: string): Promise<void> {
  const key = generateKey();
  const now = new Date();
  const year = now.getUTCFullYear();
  const period: KeyPeriod = {
    purpose: ['certificates', 'status-log'],
    validFrom: `${year - 1}-01-01T00:00:00Z`,
    validUntil: `${year + 1}-12-31T23:59:59Z`,
  };
  const certified = await certifyReference(join(folder, 'accord/reference/0.1.0/stdio'), key, request('0.1.0'));
  const revoked = await certifyReference(join(folder, 'accord/reference/0.0.9/stdio'), key, request('0.0.9'));
  const keys = await importKeys([{ pem: key.publicPem, programme: true, period }]);
  const { bytes } = await appendToStatusLog(
    undefined,
    [
      { certificate: certified, status: 'issued', reason: 'It was requested and reproduced.' },
      { certificate: revoked, status: 'issued', reason: 'It was requested and reproduced.' },
      { certificate: revoked, status: 'revoked', reason: 'The artifact was another one.' },
    ],
    { key, keys, now: new Date() },
  );
  writeFileSync(join(folder, 'status-log.jsonl'), bytes);
  // What was certified, in the folder of another product.
  cpSync(join(folder, 'accord/reference/0.1.0'), join(folder, 'other/strayed/1.0.0'), { recursive: true });
  const entry = { keyid: key.keyid, pem: key.publicPem, ...period };
  writeFileSync(join(folder, 'keys.json'), jsonText({ format: 'accord-keys/1', keys: [entry] }));
}

/** The same files, but for one of them, in which one character is another. */
function tampered(from: string, to: string, name: string, change: (text: string) => string): void {
  cpSync(from, to, { recursive: true });
  writeFileSync(join(to, name), change(readFileSync(join(from, name), 'utf8')));
}

/**
 * As they are committed: two versions of one implementation, with a reply of its makers; another implementation; and one that is
 * certified, and was revoked in an earlier version. With the keys and the status log of whoever certified them.
 */
export async function writeSampleImplementations(folder: string): Promise<void> {
  const { conforming, violating } = exampleOf(WARNED);
  if (violating === undefined) throw new Error(`${WARNED} has no mutant`);
  record(folder, 'acme/weather/1.0.0/stdio', answeringAnother(conforming));
  record(folder, 'acme/weather/1.1.0/stdio', conforming);
  writeFileSync(join(folder, 'acme/weather/1.1.0', 'reply.md'), `# We agree.\n\nIt was mended. ${HOSTILE}\n`);
  writeFileSync(join(folder, 'acme/weather/1.1.0', 'submission.yaml'), 'format: accord-submission/1\n');
  record(folder, 'other/clock/2.0.0/stdio', violating);
  await writeProgramme(folder);
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
  const demonstrator = generateKey();
  await certifyReference(reference, demonstrator);
  writeFileSync(join(reference, 'demonstration.pub'), demonstrator.publicPem);
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
