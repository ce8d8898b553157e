/** A report by hand with one of everything in it, about a subject that means harm wherever it may put text. */
import type { Catalogue, Requirement } from '../catalogue/requirement.ts';
import type { Transcript } from '../evidence/transcript.ts';
import type { Report, Result } from './report.ts';

/** One string with all that a terminal, a parser or a build service might obey. */
export const HOSTILE =
  '\u001b[2J\u001b]0;owned\u0007 </script><img src=x onerror=alert(1)> ]]> & "q" \'s\' `x` ``y`` | **b** [l](javascript:0) @everyone #1\n::error::taken\r\n  ::add-mask::z ##[error]old \u0000\u0008\u009b31m\u202egnp\u2028\ufffe\ud800 end';

const requirement = (id: string, rest: Partial<Requirement> = {}): Requirement => ({
  id,
  topic: id.split('.')[0] ?? id,
  level: 'MUST',
  basis: 'keyword',
  statement: `The rule \`${id}\` holds.`,
  why: 'Clients rely on it.',
  mend: 'Hold it.',
  role: 'server',
  transports: ['stdio', 'streamable-http'],
  since: '2025-11-25',
  source: [
    { revision: '2025-11-25', page: 'server/tools', section: 'tool-names' },
    { revision: '2026-07-28', page: 'server/tools', section: 'names' },
  ],
  testable: 'black-box',
  risk: 'list-only',
  owns: [],
  implies: [],
  related: [],
  ...rest,
});

export const catalogue: Catalogue = {
  format: 'accord-catalogue/1',
  upstream: { repository: 'https://example.org/mcp', commit: '0'.repeat(40), date: '2026-08-22' },
  topics: [
    { name: 'lifecycle', title: 'Lifecycle', description: 'How a conversation begins.' },
    { name: 'tools', title: 'Tools', description: 'What a server offers to do.' },
  ],
  requirements: [
    requirement('tools.list.unique-names'),
    requirement('tools.call.result', { probe: 'tools.call' }),
    requirement('tools.title.short', { level: 'SHOULD' }),
    requirement('lifecycle.initialize.answered'),
    requirement('lifecycle.version.echoed'),
    requirement('lifecycle.waived.rule'),
    requirement('lifecycle.never.seen'),
    requirement('prompts.list.names'),
  ],
  retired: [],
};

const result = (id: string, rest: Partial<Result>): Result => ({
  requirement: id,
  level: 'MUST',
  outcome: 'pass',
  observed: 1,
  findings: [],
  ...rest,
});

const results: readonly Result[] = [
  result('tools.list.unique-names', {
    outcome: 'fail',
    observed: 2,
    findings: [
      { message: `The tool ${HOSTILE} stands twice`, expected: 'each name once', actual: HOSTILE, seq: [4] },
      { message: '::warning::a finding that begins like a command', expected: 'x', actual: '::error::y', seq: [] },
    ],
  }),
  result('tools.call.result', { outcome: 'not-tested', observed: 0, reason: 'needs-opt-in' }),
  result('tools.title.short', {
    level: 'SHOULD',
    outcome: 'warning',
    findings: [
      { message: 'The title is long.', expected: 'at most 40 characters', actual: '120 characters', seq: [4] },
    ],
  }),
  result('lifecycle.initialize.answered', {
    outcome: 'fail',
    findings: [{ message: 'The answer did not come.', expected: 'an answer', actual: 'nothing in 5000 ms', seq: [6] }],
  }),
  result('lifecycle.version.echoed', {}),
  result('lifecycle.waived.rule', {
    outcome: 'fail',
    findings: [{ message: 'It is broken.', expected: 'whole', actual: 'broken', seq: [4] }],
    waived: { reason: `mended in 3.0 ${HOSTILE}`, issue: 'https://example.org/7', until: '2027-01-01' },
  }),
  result('lifecycle.never.seen', { outcome: 'error', observed: 0, reason: `the check failed: ${HOSTILE}` }),
  result('prompts.list.names', { outcome: 'not-applicable', observed: 0 }),
];

export const report: Report = {
  format: 'accord-report/1',
  verdict: 'not-conformant',
  suite: { version: '0.1.0', digest: `sha256:${'a'.repeat(64)}` },
  subject: { name: `server ${HOSTILE}`, version: '1.0', role: 'server', command: ['node', `x${HOSTILE}.js`] },
  date: '2026-11-20',
  runs: [
    {
      revision: '2025-11-25',
      transport: 'stdio',
      profile: 'server-2025-11-25-stdio',
      verdict: 'not-conformant',
      because: [],
      observed: { musts: 4, applicable: 6 },
      totals: { fail: 3, warning: 1, error: 1, pass: 1, 'not-tested': 1, 'not-applicable': 1 },
      results,
    },
  ],
  transcript: { file: 'transcript.jsonl', sha256: 'b'.repeat(64) },
};

const place = { connection: 1, process: 1 } as const;

export const transcript: Transcript = {
  header: {
    format: 'accord-transcript/1',
    suite: { name: 'accord', version: '0.1.0' },
    subject: { role: 'server', transport: 'stdio', command: ['node', 'x.js'] },
    startedAt: '2026-11-20T09:00:00.000Z',
    seed: 'seed',
  },
  events: [
    { seq: 1, at: 0, ...place, kind: 'start', direction: 'sent' },
    {
      seq: 2,
      at: 1,
      ...place,
      kind: 'line',
      stream: 'stdin',
      direction: 'sent',
      text: '{"jsonrpc":"2.0","id":2,"method":"tools/list"}',
    },
    {
      seq: 3,
      at: 2,
      connection: 1,
      kind: 'mark',
      mark: 'skipped',
      probe: 'tools.call',
      revision: '2025-11-25',
      reason: 'needs-opt-in',
      detail: 'no tool declares that it only reads; it offers: delete_all',
    },
    {
      seq: 4,
      at: 3,
      ...place,
      kind: 'line',
      stream: 'stdout',
      direction: 'received',
      text: JSON.stringify({
        jsonrpc: '2.0',
        id: 2,
        result: { tools: [{ name: HOSTILE, description: 'd'.repeat(500) }] },
      }),
    },
    {
      seq: 5,
      at: 4,
      ...place,
      kind: 'line',
      stream: 'stdin',
      direction: 'sent',
      text: '{"jsonrpc":"2.0","id":3,"method":"ping"}',
    },
    { seq: 6, at: 5004, ...place, kind: 'gave-up', awaited: 'response', id: 3, after: 5000 },
  ],
};

/** The same transcript as a file. */
export const hostileTranscriptText = [transcript.header, ...transcript.events]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('');
