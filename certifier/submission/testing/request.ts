/** A request that is admissible, and the same with something wrong about it: for the tests of this folder. */
import { stringify } from 'yaml';
import { type Bytes, sha256, utf8 } from '../../certificate/bytes.ts';
import { readTranscript } from '../../evidence/read.ts';
import type { EventDraft, TranscriptEvent } from '../../evidence/transcript.ts';
import { judge } from '../../judge/judge.ts';
import { ruler } from '../../judge/ruler.ts';
import { planFor } from '../../plan.ts';
import { idsFor } from '../../probes/engine/ids.ts';
import { reportBytes } from '../../report/json.ts';
import { admissionOf } from '../admission.ts';
import { type Entry, type Judging, judgingOf, type Request } from '../case.ts';
import type { Submission } from '../submission.ts';

export const SUITE = { version: '0.1.0', digest: `sha256:${'a'.repeat(64)}` } as const;
export const TODAY = '2026-09-02';
export const DIGEST = `sha512:${'01'.repeat(64)}`;
export const FOLDER = 'implementations/acme/weather/1.4.2';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
export type SubmissionDraft = Mutable<Submission>;

export const submission = (): SubmissionDraft => ({
  format: 'accord-submission/1',
  subject: {
    role: 'server',
    vendor: 'acme',
    name: 'weather',
    version: '1.4.2',
    purl: 'pkg:npm/%40acme/weather@1.4.2',
    digest: DIGEST,
  },
  run: { stdio: { command: ['npx', '-y', '@acme/weather@1.4.2'], network: 'none' } },
  claims: [{ revision: '2025-11-25', profile: 'server-2025-11-25-stdio' }],
  submitter: { handle: 'acme-dev', for: 'vendor' },
  contact: '@acme-dev',
});

const line = (stream: 'stdin' | 'stdout' | 'stderr', text: string): EventDraft => ({
  kind: 'line',
  connection: 1,
  process: 1,
  stream,
  direction: stream === 'stdin' ? 'sent' : 'received',
  text,
});

/** Of nobody: what the command makes up where none is given. */
const SEED = 'seed';

/** As a run leaves them that asks nothing more. */
export const SKIPPED: readonly EventDraft[] = planFor('session', 'stdio')
  .filter(({ run }) => run !== undefined)
  .map(({ id: probe }) => ({
    kind: 'mark',
    mark: 'skipped',
    connection: 1,
    probe,
    revision: '2025-11-25',
    reason: 'not-exercised',
  }));

/** Lines of stdout after the handshake. */
export const conversation = (more: readonly EventDraft[] = [], seed = SEED): readonly EventDraft[] => [
  { kind: 'mark', mark: 'connection', connection: 1, revision: '2025-11-25', purpose: 'main' },
  { kind: 'start', connection: 1, process: 1, direction: 'sent' },
  line(
    'stdin',
    `{"jsonrpc":"2.0","id":${idsFor(seed, 1)()},"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"accord","version":"0.1.0"}}}`,
  ),
  line(
    'stdout',
    `{"jsonrpc":"2.0","id":${idsFor(seed, 1)()},"result":{"protocolVersion":"2025-11-25","capabilities":{},"serverInfo":{"name":"weather","version":"1.4.2"}}}`,
  ),
  ...more,
  ...SKIPPED,
  { kind: 'exit', connection: 1, process: 1, direction: 'received', code: 0, signal: null },
];

/** Something that the subject wrote; `redacted`: so many masks are in it. */
export const said = (text: string, stream: 'stdout' | 'stderr' = 'stderr', redacted = 0): EventDraft => ({
  ...line(stream, text),
  ...(redacted === 0 ? {} : { redacted }),
});

export const transcriptText = (events: readonly EventDraft[] = conversation(), header: object = {}): string =>
  [
    {
      format: 'accord-transcript/1',
      suite: { name: 'accord', version: '0.1.0' },
      subject: { role: 'server', transport: 'stdio', command: ['npx', '-y', '@acme/weather@1.4.2'] },
      startedAt: '2026-09-01T08:00:00.000Z',
      seed: SEED,
      ...header,
    },
    ...events.map((draft, index): TranscriptEvent => ({ seq: index + 1, at: index, ...draft })),
  ]
    .map((each) => `${JSON.stringify(each)}\n`)
    .join('');

export const judgeOf = async (text: string, options: Judging): Promise<Bytes> => {
  const transcript = { file: 'transcript.jsonl', sha256: await sha256(utf8(text)) };
  return reportBytes(judge(readTranscript(text), { ...ruler, suite: SUITE }, { transcript, ...options }));
};

export interface Wrong {
  readonly folder?: string;
  readonly submission?: (draft: SubmissionDraft) => void;
  /** The text of submission.yaml, in place of what the draft says. */
  readonly yaml?: string | Uint8Array;
  readonly transcript?: string;
  readonly report?: (text: string) => string;
  /** Further files, or null for one that is absent; by their paths in the folder. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly entries?: (entries: readonly Entry[]) => readonly Entry[];
  readonly request?: Partial<Request>;
}

const bytesOf = (content: string | Uint8Array): Bytes =>
  typeof content === 'string' ? utf8(content) : new Uint8Array(content);

export async function requestWith(wrong: Wrong = {}): Promise<Request> {
  const { folder = FOLDER, files = {}, report = (text) => text, entries = (all) => all } = wrong;
  const draft = submission();
  wrong.submission?.(draft);
  const transcript = wrong.transcript ?? transcriptText();
  let judged = '';
  try {
    const bytes = await judgeOf(transcript, judgingOf({ date: '2026-09-01' }, draft as Submission));
    judged = new TextDecoder().decode(bytes);
  } catch {
    // No transcript: then there is no report of it either.
  }
  const contents = new Map<string, Bytes>();
  const all = {
    'submission.yaml': wrong.yaml ?? stringify(draft, { lineWidth: 0 }),
    'stdio/report.json': report(judged),
    'stdio/transcript.jsonl': transcript,
    ...files,
  };
  for (const [name, content] of Object.entries(all))
    if (content !== null) contents.set(`${folder}/${name}`, bytesOf(content));
  const found: Entry[] = [...contents].map(([path, { length }]) => ({
    path,
    kind: 'file',
    size: length,
    executable: false,
  }));
  const folders = new Set([...contents.keys()].map((path) => path.split('/').slice(0, -1).join('/')));
  for (const path of folders) if (path !== folder) found.push({ path, kind: 'folder', size: 0, executable: false });
  return {
    folder,
    entries: entries(found),
    read: (path) => {
      const content = contents.get(path);
      if (content === undefined) throw new Error(`${path} was read, and must not be`);
      return content;
    },
    judge: judgeOf,
    planned: () => SKIPPED.flatMap((each) => ('probe' in each ? each.probe : [])),
    suite: SUITE,
    date: TODAY,
    ...wrong.request,
  };
}

/** `rule: message`, in order of their places. */
export async function problemsOf(wrong: Wrong = {}): Promise<readonly string[]> {
  const { problems } = await admissionOf(await requestWith(wrong));
  return problems.map(({ rule, file, line: at, message }) => {
    const [, name] = file.split(/implementations\/[^/]+\/[^/]+\/[^/]+\//);
    return `${rule} ${name ?? file}:${at} ${message.replace(/^Unexpected /, '')}`;
  });
}
