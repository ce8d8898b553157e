/**
 * Results to build a site with in tests: one of each kind that a page has to show. They are judged and signed by the real
 * judge and signer, on the committed examples; only the profile is made up, so that something can be conformant.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { badgeSvg } from '../../certifier/certificate/badge/svg.ts';
import { badgeWords } from '../../certifier/certificate/badge/words.ts';
import type { JudgeModule } from '../../certifier/certificate/bundle/judge-module.ts';
import { digestOf } from '../../certifier/certificate/bundle/load.ts';
import { utf8 } from '../../certifier/certificate/bytes.ts';
import { issueCertificate } from '../../certifier/certificate/issue.ts';
import { generateKey } from '../../certifier/certificate/keys.ts';
import { surfaceOf } from '../../certifier/certificate/surface.ts';
import { verifyCertificate } from '../../certifier/certificate/verify.ts';
import { readTranscript } from '../../certifier/evidence/read.ts';
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import { transcriptText } from '../../certifier/examples/engine/compose.ts';
import { judge } from '../../certifier/judge/judge.ts';
import { ruler } from '../../certifier/judge/ruler.ts';
import type { Profile } from '../../certifier/profiles/profile.ts';
import { json } from '../../certifier/report/json.ts';
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
  requirements: [WARNED],
  core: [WARNED],
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

/** Writes `good`, `broken`, `warned`, `silent`, `hostile` and `spoilt` into the folder. */
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
