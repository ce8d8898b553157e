/** A small recording, a ruler of one requirement, and what they give: for the tests of this folder. */
import type { Catalogue } from '../../catalogue/requirement.ts';
import type { EventDraft, Transcript, TranscriptEvent } from '../../evidence/transcript.ts';
import { judge, type Ruler } from '../../judge/judge.ts';
import { json } from '../../report/json.ts';
import type { JudgeModule } from '../bundle/judge-module.ts';
import { digestOf } from '../bundle/load.ts';
import { type Bytes, utf8 } from '../bytes.ts';
import { type IssueOptions, issueCertificate } from '../issue.ts';
import { generateKey } from '../keys.ts';
import { surfaceOf } from '../surface.ts';
import type { VerifyInput } from '../verify/verification.ts';

type Line = Extract<EventDraft, { kind: 'line' }>;
const line = (stream: 'stdin' | 'stdout', message: unknown): Line => ({
  kind: 'line',
  connection: 1,
  process: 1,
  stream,
  direction: stream === 'stdin' ? 'sent' : 'received',
  text: JSON.stringify(message),
});

export const conversation = (...messages: readonly (readonly [request: object, result: object])[]): Transcript => ({
  header: {
    format: 'accord-transcript/1',
    suite: { name: 'accord', version: '0.1.0' },
    subject: { role: 'server', transport: 'stdio', command: ['lighthouse'] },
    startedAt: '2026-09-01T08:00:00.000Z',
    seed: 'seed',
  },
  events: messages
    .flatMap(([request, result], index) => [
      line('stdin', { jsonrpc: '2.0', id: index + 1, ...request }),
      line('stdout', { jsonrpc: '2.0', id: index + 1, result }),
    ])
    .map((draft, index): TranscriptEvent => ({ seq: index + 1, at: index, ...draft })),
});

export const handshake = (over: object = {}): readonly [object, object] => [
  {
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a', version: '1' } },
  },
  {
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'lighthouse', version: '1.4.2' },
    ...over,
  },
];

export const toolList = (...names: readonly string[]): readonly [object, object] => [
  { method: 'tools/list' },
  { tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })) },
];

export const textOf = ({ header, events }: Transcript): string =>
  [header, ...events].map((each) => `${JSON.stringify(each)}\n`).join('');

const parse = (text: string): Transcript => {
  const [header, ...events] = text
    .trimEnd()
    .split('\n')
    .map((each) => JSON.parse(each));
  return { header, events };
};

const ID = 'tools.name.unique';
const requirement: Catalogue['requirements'][number] = {
  id: ID,
  topic: 'tools',
  level: 'MUST',
  basis: 'keyword',
  statement: '',
  why: '',
  mend: '',
  role: 'server',
  transports: ['stdio'],
  since: '2025-11-25',
  source: [],
  testable: 'static',
  risk: 'list-only',
  owns: [],
  implies: [],
  related: [],
};

const ruler: Omit<Ruler, 'suite'> = {
  rules: [requirement],
  checks: {
    [ID]: (view, sink) => {
      for (const { result, request } of view.callsTo('tools/list')) {
        sink.examined();
        const names = JSON.stringify(result);
        if (names.split('"twice"').length > 2) {
          sink.finding({
            message: 'Two tools are called "twice".',
            expected: 'once',
            actual: 'twice',
            seq: [request.seq],
          });
        }
      }
    },
  },
  profiles: [
    {
      name: 'server-core',
      role: 'server',
      revision: '2025-11-25',
      transport: 'stdio',
      requirements: [ID],
      core: [ID],
    },
  ],
};

/** Stands for a bundle: what is hashed are these bytes, what runs is the judge below. */
export const bundleBytes = utf8('a judge bundle');
export const suiteDigest = digestOf(bundleBytes);

export const smallJudge: JudgeModule = {
  suiteVersion: '0.1.0',
  judge: (text, { suiteDigest: digest, ...options }) =>
    json(judge(parse(text), { ...ruler, suite: { version: '0.1.0', digest } }, options)),
  surface: (text) => surfaceOf(parse(text)),
};

export interface Evidence {
  readonly transcriptBytes: Bytes;
  readonly reportBytes: Bytes;
}

export type Asked = Pick<Parameters<JudgeModule['judge']>[1], 'waivers' | 'date' | 'digest'>;

export function evidenceOf(transcript: Transcript, asked: Asked = {}): Evidence {
  const transcriptBytes = utf8(textOf(transcript));
  const report = smallJudge.judge(textOf(transcript), {
    suiteDigest,
    transcript: { file: 'transcript.jsonl', sha256: digestOf(transcriptBytes).slice('sha256:'.length) },
    ...asked,
  });
  return { transcriptBytes, reportBytes: utf8(report) };
}

export const good: Evidence = evidenceOf(conversation(handshake(), toolList('lamp', 'horn')));
export const key = generateKey();
export const NOW = new Date('2026-09-02T10:00:00Z');

export const issue = (evidence: Evidence = good, over: Partial<IssueOptions> = {}): Promise<string> =>
  issueCertificate({
    ...evidence,
    bundle: { digest: suiteDigest, judge: smallJudge },
    keys: [key],
    demonstration: false,
    now: NOW,
    ...over,
  });

export const verifyInput = (certificate: string, over: Partial<VerifyInput> = {}): VerifyInput => ({
  certificate: utf8(certificate),
  report: good.reportBytes,
  transcript: good.transcriptBytes,
  bundles: {
    find: async (digest) => (digest === suiteDigest ? bundleBytes : undefined),
    open: async () => smallJudge,
  },
  publicKeys: [{ pem: key.publicPem, programme: true }],
  now: NOW,
  ...over,
});
