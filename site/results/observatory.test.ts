import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../certifier/observatory/evidence.ts';
import type { Expected } from '../../certifier/observatory/expected.ts';
import type { Reason } from '../../certifier/observatory/reasons.ts';
import type { Server } from '../../certifier/observatory/server.ts';
import { disputeUrl } from './dispute.ts';
import {
  causeWords,
  mostBroken,
  type ObservedServer,
  observatory,
  observedServer,
  placeWords,
  seenOf,
  verdictCounts,
} from './observatory.ts';

const TEXT = 'stdio.stdout.only-messages';
const CURSOR = 'pagination.cursor.invalid';
const breach = (requirement: string, outcome: 'fail' | 'warning', actual = 'so') => ({
  requirement,
  outcome,
  finding: 'It is so.',
  actual,
});
const run = (
  transport: 'stdio' | 'streamable-http',
  revision: '2025-11-25' | '2026-07-28',
  ...breaches: ReturnType<typeof breach>[]
) => ({
  transport,
  revision,
  verdict: breaches.some(({ outcome }) => outcome === 'fail') ? ('not-conformant' as const) : ('conformant' as const),
  observed: '3 of 9',
  breaches,
});
const observe = (
  name: string,
  runs: Expected['runs'],
  passed: string[] = [],
  reasons: Reason[] = [],
): ObservedServer => {
  const evidence: Evidence = {
    format: 'accord-observatory-evidence/1',
    server: name,
    version: '1.0.0',
    suite: { version: '0.1.0', digest: 'sha256:00' },
    runs: runs.map(({ transport, revision, breaches }) => ({
      transport,
      revision,
      day: '2026-11-30',
      passed,
      breaches: breaches.map(({ requirement }) => ({
        requirement,
        expected: 'otherwise',
        pointed: [7],
        shown: [6, 7],
      })),
    })),
    events: (['stdio', 'streamable-http'] as const).flatMap((transport) =>
      [6, 7, 8].map((seq) => ({
        transport,
        event: {
          seq,
          at: 0,
          connection: 1,
          process: 1,
          kind: 'line',
          direction: 'received',
          stream: 'stdout',
          text: transport,
        } as const,
        ...(seq === 7 ? { cut: 100 } : {}),
      })),
    ),
  };
  const server = { name, version: '1.0.0' } as Server;
  return observedServer(
    { server, expected: { server: name, version: '1.0.0', sdk: [], runs }, evidence, reply: undefined },
    reasons,
  );
};
const reason = (requirement: string, lies: string, ...servers: string[]): Reason => ({
  requirement,
  servers,
  in: lies,
  because: 'Because.',
});

describe('a server of the observatory', () => {
  const seen = observe(
    'weather',
    [
      run('stdio', '2026-07-28', breach(CURSOR, 'warning')),
      run('stdio', '2025-11-25', breach(CURSOR, 'warning'), breach(TEXT, 'fail')),
      run('streamable-http', '2025-11-25', breach(CURSOR, 'warning', 'something else')),
    ],
    [CURSOR, 'tools.name.length'],
    [reason(CURSOR, 'the SDK', 'other', 'weather'), reason(TEXT, 'server', 'other')],
  );

  it('shows what fails before what warns, each rule once, with the level that it has and the reason of this server', () => {
    expect(seen.breaches.map(({ requirement, level, outcome }) => [requirement, level, outcome])).toEqual([
      [TEXT, 'MUST NOT', 'fail'],
      [CURSOR, 'SHOULD', 'warning'],
    ]);
    expect(seen.breaches.map((each) => each.reason?.in)).toEqual([undefined, 'the SDK']);
  });

  it('tells runs together where the finding reads the same, and over each transport by its own exchange', () => {
    const [, cursor] = seen.breaches;
    expect(cursor?.occurrences.map(placeWords)).toEqual([
      '2025-11-25 and 2026-07-28 over stdio',
      '2025-11-25 over Streamable HTTP',
    ]);
    expect(cursor?.occurrences.map(({ shownIn }) => shownIn)).toEqual(['2026-07-28', '2025-11-25']);
    for (const { transport, events, pointed, expected } of cursor?.occurrences ?? []) {
      expect(events.map((event) => [event.seq, 'text' in event && event.text])).toEqual([
        [6, transport],
        [7, `${transport}\n… 100 characters more`],
      ]);
      expect(pointed).toEqual([7]);
      expect(expected).toBe('otherwise');
    }
  });

  it('keeps what it kept and broke nowhere', () => {
    expect([...seen.kept]).toEqual(['tools.name.length']);
  });
});

describe('over all servers', () => {
  const servers = [
    observe('a', [run('stdio', '2025-11-25', breach(CURSOR, 'warning'))], [], [reason(CURSOR, 'the SDK', 'a')]),
    observe('b', [run('stdio', '2025-11-25', breach(CURSOR, 'warning'))], [], [reason(CURSOR, 'server', 'b')]),
    observe('c', [run('stdio', '2025-11-25', breach(CURSOR, 'warning'))], [], [reason(CURSOR, 'the SDK', 'c')]),
    observe('d', [run('stdio', '2025-11-25', breach(TEXT, 'fail'))], [CURSOR]),
    observe('e', [run('stdio', '2025-11-25')]),
  ];

  it('tells which rules most of them break, of how many on which they were observed, and where it lies', () => {
    expect(
      mostBroken(servers).map(({ requirement, outcome, servers: own, observed, causes }) => [
        requirement,
        outcome,
        own.map(({ server }) => server.name),
        observed,
        causes,
      ]),
    ).toEqual([
      [
        CURSOR,
        'warning',
        ['a', 'b', 'c'],
        4,
        [
          ['the SDK', 2],
          ['server', 1],
        ],
      ],
      [TEXT, 'fail', ['d'], 1, [['not read yet', 1]]],
    ]);
    expect(causeWords('server')).toBe('the server’s own code');
  });

  it('tells of one rule who breaks it, of how many, and of one that was observed nowhere nothing', () => {
    const names = (id: string) => seenOf(id, servers)?.broken.map(({ server }) => server.name);
    expect([names(CURSOR), seenOf(CURSOR, servers)?.observed]).toEqual([['a', 'b', 'c'], 4]);
    expect(seenOf('tools.name.length', servers)).toBeUndefined();
    expect(seenOf('tools.name.length', [observe('f', [run('stdio', '2025-11-25')], ['tools.name.length'])])).toEqual({
      broken: [],
      observed: 1,
    });
  });

  it('counts verdicts by run', () => {
    expect(verdictCounts(servers)).toEqual([
      ['conformant', 4],
      ['not-conformant', 1],
      ['no-verdict', 0],
    ]);
  });
});

it('fills in the form of a dispute with the server that it is about', () => {
  const url = new URL(
    disputeUrl('https://example.org/accord', {
      requirement: TEXT,
      outcome: 'fail',
      of: 'weather 1.0.0 of the observatory',
      run: '2025-11-25, stdio',
      seq: [7],
    }),
  );
  expect(url.searchParams.get('about')).toBe(TEXT);
  expect(url.searchParams.get('run')).toBe('2025-11-25, stdio, weather 1.0.0 of the observatory');
});

it('shows what is committed: every server, each breach with its level, its reason and its exchange', () => {
  const servers = observatory();
  expect(servers.length).toBeGreaterThanOrEqual(25);
  for (const { server, breaches } of servers)
    for (const { requirement, level, reason: why, occurrences } of breaches) {
      const at = `${server.name}: ${requirement}`;
      expect(level, at).toBeDefined();
      expect(why, at).toBeDefined();
      for (const { events } of occurrences) expect(events.length, at).toBeGreaterThan(0);
    }
});
