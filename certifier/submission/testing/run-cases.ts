/** How a subject was started, and what was claimed of the runs: each rule about it, broken. */
import type { Cases } from './cases.ts';
import { transcriptText } from './request.ts';

export const RUN_CASES: Cases = [
  [
    'evidence in the folder of another transport',
    {
      files: {
        'stdio/report.json': null,
        'stdio/transcript.jsonl': null,
        'streamable-http/transcript.jsonl': transcriptText(),
      },
    },
    [
      'files-present streamable-http/report.json:1 absence of this file, expected a report and its transcript',
      'transports streamable-http/transcript.jsonl:1 transcript over stdio, expected streamable-http',
      'transports submission.yaml:10 folder streamable-http without an entry under run, expected run.streamable-http',
      'transports submission.yaml:11 run without a folder stdio, expected its report and transcript',
      'claims-answered submission.yaml:17 claim of server-2025-11-25-stdio without a run',
    ],
  ],
  [
    'a revision and a profile that do not exist together',
    {
      submission: (draft) => {
        draft.claims = [
          { revision: '2024-11-05', profile: 'server-2025-11-25-stdio' },
          { revision: '2025-11-25', profile: 'server-everything' },
        ];
      },
    },
    [
      'claims-answered submission.yaml:17 claim of server-2025-11-25-stdio without a run',
      'revision-supported submission.yaml:17 revision 2024-11-05, expected 2025-11-25, as server-2025-11-25-stdio says',
      'claims-answered submission.yaml:19 claim of server-everything without a run',
      'revision-supported submission.yaml:20 profile server-everything, expected server-2026-07-28-stdio or',
    ],
  ],
  [
    'a profile of another role',
    {
      submission: ({ subject }) => {
        subject.role = 'client';
      },
    },
    [
      'subject-named stdio/report.json:1 role server, expected client',
      'revision-supported submission.yaml:18 profile of a server, expected one of a client',
    ],
  ],
  [
    'a claim that was made twice',
    {
      submission: ({ claims }) => {
        claims.push(...structuredClone(claims));
      },
    },
    ['claims-answered submission.yaml:19 second claim of server-2025-11-25-stdio, expected each claim once'],
  ],
  [
    'waivers of what does not fail, twice, and stale',
    {
      submission: (draft) => {
        const waiver = {
          requirement: 'tools.name.unique',
          reason: 'Later.',
          issue: 'https://example.com/1',
          until: '2026-09-01',
        };
        draft.waivers = [waiver, { ...waiver, until: '2026-12-31' }];
      },
    },
    [
      'waivers-needed submission.yaml:24 waiver of tools.name.unique, which does not fail, expected a requirement that fails',
      'waivers-needed submission.yaml:27 waiver that ended on 2026-09-01, expected a day from 2026-09-02 on',
      'waivers-needed submission.yaml:28 second waiver of tools.name.unique, expected each once',
      'waivers-needed submission.yaml:28 waiver of tools.name.unique, which does not fail, expected a requirement that fails',
    ],
  ],
];
