/** How a subject was started: each rule about the command, broken. */
import { type Cases, started } from './cases.ts';
import type { SubmissionDraft } from './request.ts';

/** Another artifact, and a command that starts it. */
const artifact = (subject: Partial<SubmissionDraft['subject']>, ...command: readonly string[]): Cases[number][1] => {
  const wrong = started(...command);
  return {
    ...wrong,
    submission: (draft) => {
      wrong.submission?.(draft);
      Object.assign(draft.subject, subject);
      if (subject.image !== undefined) delete draft.subject.purl;
    },
  };
};
const IMAGE = `ghcr.io/acme/weather@sha256:${'1'.repeat(64)}`;
const image = { image: IMAGE, digest: IMAGE.slice(IMAGE.indexOf('sha256')) };
const python = { purl: 'pkg:pypi/weather@1.4.2', digest: `sha256:${'2'.repeat(64)}` };

/** Honest starts, of which nothing is said. */
export const STARTS: readonly (readonly [what: string, wrong: Cases[number][1]])[] = [
  ['npm exec', started('npm', 'exec', '--', '@acme/weather@1.4.2')],
  ['pnpm dlx', started('pnpm', 'dlx', '@acme/weather@1.4.2')],
  ['yarn dlx', started('yarn', 'dlx', '-p', '@acme/weather@1.4.2', 'weather-http')],
  ['bunx', started('bunx', '@acme/weather@1.4.2')],
  ['deno run', started('deno', 'run', '-A', 'npm:@acme/weather@1.4.2')],
  ['a file of the package', started('node', 'node_modules/@acme/weather/dist/index.js')],
  ['uvx', artifact(python, 'uvx', 'weather@1.4.2')],
  ['uvx with an extra', artifact(python, 'uvx', '--from', 'Weather[http]==1.4.2', 'weather-http')],
  ['pipx run', artifact(python, 'pipx', 'run', 'weather==1.4.2')],
  ['docker run', artifact(image, 'docker', 'run', '-i', '--rm', IMAGE, 'serve')],
  ['a program in the image', artifact(image, 'node', 'server.js')],
];

export const COMMAND_CASES: Cases = [
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
    'a command that starts another package than is submitted',
    started('npx', '-y', '@other/thing@9.9.9'),
    ['artifact-started submission.yaml:12 command that fetches @other/thing@9.9.9, expected @acme/weather@1.4.2'],
  ],
  [
    'a command that starts whatever version is newest',
    started('npm', 'exec', '@acme/weather'),
    [
      'artifact-started submission.yaml:12 command that fetches a package in whatever version, expected @acme/weather@1.4.2',
    ],
  ],
  [
    'a command that starts a file of another package',
    started('node', 'node_modules/@other/thing/index.js'),
    ['artifact-started submission.yaml:13 file of the package @other/thing, expected one of @acme/weather'],
  ],
  ...(
    [
      [started('pnpm', 'dlx', 'other@1.4.2'), 'command that fetches other@1.4.2, expected @acme/weather@1.4.2'],
      [
        started('npx', '--registry', 'https://evil.example', '@acme/weather@1.4.2'),
        'option --registry of npx, which may change what is started, expected none but those that cannot',
      ],
      [started('dnx', 'Acme.Weather@1.4.2'), 'command that starts what dnx gets, expected what is started of pkg:npm'],
      [started('uvx', 'weather@1.4.2'), 'command that fetches a package of PyPI, expected what is started of pkg:npm'],
      [
        artifact(python, 'uvx', 'weather'),
        'command that fetches a package in whatever version, expected weather==1.4.2',
      ],
      [artifact(python, 'pipx', 'run', 'clock==1.4.2'), 'command that fetches clock==1.4.2, expected weather==1.4.2'],
      [
        artifact(image, 'docker', 'run', 'ghcr.io/acme/weather:latest'),
        `command that fetches an image by no digest, expected ${IMAGE}`,
      ],
      [
        artifact(image, 'docker', 'run', IMAGE.replace('acme', 'evil')),
        `command that fetches ghcr.io/evil/weather@sha256:1`,
      ],
      [artifact(image, 'npx', '-y', '@acme/weather@1.4.2'), 'command that fetches a package of npm, expected what is'],
    ] as const
  ).map(([wrong, problem]): Cases[number] => [
    `what is got by ${problem}`,
    wrong,
    [`artifact-started submission.yaml:12 ${problem}`],
  ]),
  [
    'a program of which nothing says whose it is',
    started('node_modules/.bin/weather'),
    [
      'artifact-started submission.yaml:12 program node_modules/.bin/weather, of which nothing says what package it is of, expected a file in node_modules/@acme/weather',
    ],
  ],
  [
    'a script of package.json',
    started('npm', 'start'),
    [
      'command-plain submission.yaml:12 npm start, which runs a script beside the artifact, expected the artifact itself',
    ],
  ],
];
