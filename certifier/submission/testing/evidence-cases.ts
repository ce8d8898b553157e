/** Report and transcript, of each other and of this day: each rule about it, broken. */
import { BEACON, type Cases, ISSUED, OTHERS, seeded } from './cases.ts';
import { conversation, said, transcriptText } from './request.ts';

export const EVIDENCE_CASES: Cases = [
  [
    'a report that is none',
    { report: () => '{"format":"accord-report/1"}' },
    [
      'formats stdio/report.json:1 another value at suite, expected a report in the format accord-report/1',
      'claims-answered submission.yaml:17 claim of server-2025-11-25-stdio without a run',
    ],
  ],
  [
    'a transcript in which an event is missing',
    { transcript: transcriptText().replace(/^.*"seq":3.*\n/m, '') },
    [
      'formats stdio/report.json:1 text that is not JSON, expected a report, as accord submit writes it',
      'formats stdio/transcript.jsonl:4 transcript that cannot be read (line 4: "seq" is 4 where 3 was due',
      'claims-answered submission.yaml:17 claim of server-2025-11-25-stdio without a run',
    ],
  ],
  [
    'the report of another suite',
    { report: (text) => text.replace(`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`) },
    [
      `suite-supported stdio/report.json:1 suite 0.1.0 with the judge sha256:${'b'.repeat(64)}, expected 0.1.0 with sha256:${'a'.repeat(64)}`,
    ],
  ],
  [
    'a report of another transcript',
    { report: (text) => text.replace(/"sha256": "[0-9a-f]+"/, `"sha256": "${'c'.repeat(64)}"`) },
    [
      `transcript-digest stdio/report.json:1 digest ${'c'.repeat(64)} of the transcript, expected`,
      're-judged stdio/report.json:',
    ],
  ],
  [
    'a verdict that was typed',
    { report: (text) => text.replace('"verdict": "no-verdict"', '"verdict": "conformant"') },
    [
      're-judged stdio/report.json:3 another report than the judge makes ("verdict": "conformant",), expected "verdict": "no-verdict",',
    ],
  ],
  [
    'a seed that was issued too long ago',
    seeded('2026-08-01-0123456789abcdef'),
    ['seed-issued submission.yaml:23 seed 2026-08-01-0123456789abcdef of more than 30 days ago, expected one that'],
  ],
  [
    'a seed that was issued for something else',
    seeded(OTHERS),
    [
      `seed-issued submission.yaml:23 seed ${OTHERS} of nobody, expected one that the programme issued for this version`,
    ],
  ],
  [
    'a transcript with a seed that the submission does not name',
    { transcript: transcriptText(conversation([], ISSUED), { seed: ISSUED }), request: { beacons: [BEACON] } },
    [`seed-issued submission.yaml:1 absence of the seed ${ISSUED} of the transcript, expected it`],
  ],
  [
    'a transcript from before its seed was issued',
    seeded(ISSUED, { startedAt: '2026-08-30T08:00:00.000Z' }),
    [
      'seed-issued stdio/transcript.jsonl:1 beginning at 2026-08-30T08:00:00.000Z, expected one after the seed was issued, on 2026-08-31',
    ],
  ],
  [
    'another seed than was issued',
    {
      submission: (draft) => {
        draft.seed = 'mine';
      },
      request: { seed: 'issued' },
    },
    [
      'seed-issued stdio/transcript.jsonl:1 seed seed, expected mine',
      'seed-issued submission.yaml:23 seed mine, expected issued, as it was issued',
    ],
  ],
  [
    'masks where the evidence is',
    {
      submission: (draft) => {
        draft.masks = [{ transport: 'stdio', what: 'names', count: 2 }];
      },
      transcript: transcriptText(
        conversation([
          said('{"jsonrpc":"2.0","id":"[secret]","result":{"protocolVersion":"[secret]"}}', 'stdout', 1),
          said('{"jsonrpc":"2.0","method":"x","params":{"[secret]":1}}', 'stdout', 1),
        ]),
      ),
    },
    [
      'evidence-legible stdio/transcript.jsonl:6 masked id, expected what was on the wire',
      'evidence-legible stdio/transcript.jsonl:6 masked result.protocolVersion, expected what was on the wire',
      'evidence-legible stdio/transcript.jsonl:7 masked the name of a member, expected what was on the wire',
    ],
  ],
];
