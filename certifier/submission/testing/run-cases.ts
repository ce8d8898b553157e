/** How a subject was started, and what was claimed of the runs: each rule about it, broken. */
import { type Cases, started } from './cases.ts';
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
  ...(
    [
      [
        ['sh', '-c', 'npx @acme/weather'],
        'program sh, which runs what its arguments say, expected the program itself',
        12,
      ],
      [['/bin/bash', 'start'], 'program bash, which runs what its arguments say, expected the program itself', 12],
      [['./start.sh'], 'shell script ./start.sh, expected the program that it would start', 12],
      [['node', '-e', 'process.exit()'], 'code after -e, expected the file that holds it', 13],
    ] as const
  ).map(([command, problem, at]): Cases[number] => [
    `the command ${command.join(' ')}`,
    started(...command),
    [
      ...(command[0]?.startsWith('/') === true
        ? ['command-portable submission.yaml:12 absolute path /bin/bash, expected a name or a relative path']
        : []),
      `command-plain submission.yaml:${at} ${problem}`,
    ].sort(),
  ]),
  [
    'a command that names a machine',
    started('node', '../server.js', '--data=/srv/data', '[secret]'),
    [
      'command-portable submission.yaml:13 path ../server.js, which leads out of its folder, expected a path without ..',
      'command-portable submission.yaml:14 absolute path --data=/srv/data, expected a name or a relative path',
      'command-portable submission.yaml:15 masked argument, expected the argument itself',
    ],
  ],
  [
    'another command, and other variables, than were recorded',
    {
      submission: ({ run }) => {
        Object.assign(run.stdio ?? {}, { command: ['npx', '-y', '@acme/weather@1.4.2', '--fast'], env: ['KEY'] });
      },
    },
    [
      'command-recorded submission.yaml:12 another command than was recorded (npx -y @acme/weather@1.4.2), expected the command of the transcript',
      'command-recorded submission.yaml:18 other names of variables than were recorded (none), expected the names that were passed',
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
