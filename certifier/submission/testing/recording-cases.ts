/** Recordings that somebody worked on so that a failure is not in them any more, or reads in two ways. */
import type { EventDraft } from '../../evidence/transcript.ts';
import { idsFor } from '../../probes/engine/ids.ts';
import type { Cases } from './cases.ts';
import { conversation, SKIPPED, said, transcriptText, type Wrong } from './request.ts';

/** A request with the next id of the seed, and its answer. */
const asked = (id: string | number): readonly EventDraft[] =>
  [
    { stream: 'stdin', direction: 'sent', text: JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' }) } as const,
    { stream: 'stdout', direction: 'received', text: JSON.stringify({ jsonrpc: '2.0', id, result: {} }) } as const,
  ].map((line) => ({ kind: 'line', connection: 1, process: 1, ...line }));

const give = idsFor('seed', 1);
const [, second = '', third = '', fourth = ''] = [give(), give(), give(), give()];

const spelled = (change: (text: string) => string): Wrong => ({ transcript: change(transcriptText()) });
const OTHERWISE = 'line in another spelling than accord writes, expected each member once';

const isOf =
  (probe: string) =>
  (event: EventDraft): boolean =>
    'probe' in event && event.probe === probe;
const [first] = SKIPPED.flatMap((event) => ('probe' in event ? event.probe : []));

export const RECORDING_CASES: Cases = [
  [
    'a transcript of which a probe was taken out, all that follows numbered anew',
    { transcript: transcriptText(conversation().filter((event) => !isOf(`${first}`)(event))) },
    [
      `probes-marked stdio/transcript.jsonl:1 absence of the probe ${first} of 2025-11-25, expected a mark that it was run, or why it was not`,
    ],
  ],
  [
    'a transcript that was cut before the probes',
    { transcript: transcriptText(conversation().filter((event) => !SKIPPED.includes(event))) },
    [
      'probes-marked stdio/transcript.jsonl:1 0 conversations with probes, expected one for each of the 1 revisions of the report',
    ],
  ],
  [
    'a transcript of which a request was taken out with its answer',
    { transcript: transcriptText(conversation([...asked(second), ...asked(fourth)])) },
    [
      `seed-drives stdio/transcript.jsonl:4 absence of the id ${JSON.stringify(third)} on connection 1, expected every id that the seed gives, up to the last one that was sent`,
    ],
  ],
  [
    'a transcript with a member twice',
    spelled((text) => text.replace('"seed":"seed"', '"seed":"other","seed":"seed"')),
    [`transcript-spelling stdio/transcript.jsonl:1 ${OTHERWISE}`],
  ],
  [
    'a transcript with a number that is none',
    spelled((text) => text.replace(/"at":\d+,"kind":"exit"/, '"at":1e999,"kind":"exit"')),
    [`transcript-spelling stdio/transcript.jsonl:${6 + SKIPPED.length} ${OTHERWISE}`],
  ],
  [
    'a transcript with Windows line ends',
    spelled((text) => text.replaceAll('\n', '\r\n')),
    [`transcript-spelling stdio/transcript.jsonl:1 ${OTHERWISE}`],
  ],
  [
    'a transcript with a byte order mark',
    spelled((text) => `\u{feff}${text}`),
    [
      'formats stdio/report.json:1 text that is not JSON',
      'formats stdio/transcript.jsonl:1 transcript that cannot be read (line 1: this is not JSON',
      'claims-answered submission.yaml:17 claim of server-2025-11-25-stdio without a run',
    ],
  ],
  [
    'a transcript that goes back in time',
    spelled((text) => text.replace('"seq":3,"at":2,', '"seq":3,"at":0.5,')),
    ['transcript-whole stdio/transcript.jsonl:4 event at 0.5 ms, expected none before the one above it'],
  ],
  [
    'a transcript that ends early, was cut, and comes from the future',
    {
      transcript: transcriptText(
        [
          ...conversation([said('warming up', 'stdout')]).slice(0, -1),
          { kind: 'truncated', connection: 1, process: 1, direction: 'received', stream: 'stdout', bytes: 7 },
        ],
        { startedAt: '2027-01-01T00:00:00.000Z', suite: { name: 'another', version: '1' } },
      ).trimEnd(),
    },
    [
      'transcript-whole stdio/transcript.jsonl:1 transcript recorded by another, expected one that accord recorded',
      'transcript-whole stdio/transcript.jsonl:1 transcript of 2027-01-01T00:00:00.000Z, expected one from before the end of 2026-09-02',
      'transcript-whole stdio/transcript.jsonl:3 process 1, of which no end is recorded, expected its end',
      `transcript-whole stdio/transcript.jsonl:${7 + SKIPPED.length} last line without its end, expected a newline`,
      `transcript-whole stdio/transcript.jsonl:${7 + SKIPPED.length} 7 bytes of stdout that were not kept, expected all of them`,
    ],
  ],
  [
    'a transcript of which a whole process was taken out',
    {
      transcript: transcriptText(
        conversation([], 'seed').map((event) => ('process' in event ? { ...event, process: 2 } : event)),
      ),
    },
    ['transcript-whole stdio/transcript.jsonl:1 absence of process 1, expected every one that was begun'],
  ],
  [
    'a seed that was written into the header of an older transcript',
    { transcript: transcriptText(conversation(), { seed: 'another' }) },
    [
      `seed-drives stdio/transcript.jsonl:4 id ${idsFor('seed', 1)()} of the first request of connection 1, expected ${idsFor('another', 1)()}, as the seed gives it`,
    ],
  ],
];
