/** Each admission rule is broken by something, and says so; a good request breaks none. */
import { describe, expect, it } from 'vitest';
import { idsFor } from '../probes/engine/ids.ts';
import { admissionOf, problemsOfChange } from './admission.ts';
import type { Change } from './case.ts';
import { ADMISSION_RULES } from './rules.ts';
import { type Beacon, freshnessText, seedFrom } from './seed.ts';
import { RECORDING_CASES } from './testing/recording-cases.ts';
import {
  conversation,
  FOLDER,
  problemsOf,
  requestWith,
  SKIPPED,
  said,
  submission,
  transcriptText,
  type Wrong,
} from './testing/request.ts';

const added = (...paths: readonly string[]): readonly Change[] => paths.map((path) => ({ path, how: 'added' }));
const OWN = added(`${FOLDER}/submission.yaml`, `${FOLDER}/stdio/report.json`, `${FOLDER}/stdio/transcript.jsonl`);

const BEACON: Beacon = { commit: 'b'.repeat(40), day: '2026-08-31' };
const ISSUED = await seedFrom(BEACON, submission().subject);
const OTHERS = await seedFrom(BEACON, { ...submission().subject, version: '1.4.1' });

/** A submission that says so, and a transcript of that command. */
const started = (...command: readonly string[]): Wrong => ({
  submission: ({ run }) => {
    if (run.stdio !== undefined) run.stdio.command = [...command];
  },
  transcript: transcriptText(conversation(), { subject: { role: 'server', transport: 'stdio', command } }),
});

/** A submission that names this seed, and was recorded with it. */
const seeded = (seed: string, header: object = {}): Wrong => ({
  submission: (draft) => {
    draft.seed = seed;
  },
  transcript: transcriptText(conversation([], seed), { seed, ...header }),
  request: { beacons: [BEACON] },
});

/** What is wrong, and everything that is said of it. */
const CASES: readonly (readonly [what: string, wrong: Wrong, problems: readonly string[]])[] = [
  ...RECORDING_CASES,
  [
    'a folder with a capital letter',
    { folder: 'implementations/Acme/weather/1.4.2' },
    [
      'folder-name submission.yaml:1 folder implementations/Acme/weather/1.4.2, expected implementations/<vendor>/<product>/<version>',
    ],
  ],
  [
    'a folder that leads elsewhere',
    { folder: 'implementations/acme/../1.4.2' },
    [
      'folder-name submission.yaml:1 folder implementations/acme/../1.4.2, expected implementations/<vendor>/<product>/<version>',
    ],
  ],
  [
    'another product in the same request',
    {
      request: {
        changes: [...OWN, ...added('implementations/other/thing/1.0.0/submission.yaml', '.github/workflows/x.yml')],
      },
    },
    [
      `one-product submission.yaml:1 change of .github/workflows/x.yml and 1 more in the same request, expected changes in ${FOLDER} alone`,
    ],
  ],
  [
    'what lies beside the folders, or in place of one, however it is spelled',
    {
      request: {
        changes: [
          ...OWN,
          ...added(
            'implementations/acme/notes',
            'implementations/acme/weather/1.4.3',
            'Implementations/a/b/c/reply.md',
          ),
          { path: 'implementations/status-log.jsonl', how: 'changed' },
        ],
      },
    },
    [
      `paths-known Implementations/a/b/c/reply.md:1 addition of a path that belongs to no submission, expected files in implementations/<vendor>/<product>/<version>/ alone`,
      'paths-known implementations/acme/notes:1 addition of a path that belongs to no submission',
      'one-product submission.yaml:1 change of Implementations/a/b/c/reply.md and 3 more in the same request',
      'paths-known implementations/acme/weather/1.4.3:1 addition of a path that belongs to no submission',
      'paths-known implementations/status-log.jsonl:1 change of what the programme keeps, expected files in',
    ],
  ],
  [
    'a vendor called as the folder of the judges is',
    {
      folder: 'implementations/judges/weather/1.4.2',
      submission: ({ subject }) => {
        subject.vendor = 'judges';
        subject.purl = 'pkg:npm/weather@1.4.2';
      },
    },
    [
      'folder-name submission.yaml:1 folder implementations/judges/weather/1.4.2, expected',
      'artifact-started submission.yaml:12 command that fetches @acme/weather@1.4.2, expected weather@1.4.2',
    ],
  ],
  [
    'a vendor called as a page of the site is',
    {
      folder: 'implementations/observatory/weather/1.4.2',
      submission: ({ subject }) => {
        subject.vendor = 'observatory';
        subject.purl = 'pkg:npm/weather@1.4.2';
      },
    },
    [
      'folder-name submission.yaml:1 folder implementations/observatory/weather/1.4.2, expected',
      'artifact-started submission.yaml:12 command that fetches @acme/weather@1.4.2, expected weather@1.4.2',
    ],
  ],
  [
    'a change of what was merged',
    { request: { changes: [{ path: `${FOLDER}/stdio/report.json`, how: 'changed' }], siblings: ['1.4.2'] } },
    ['append-only stdio/report.json:1 change of a file that was merged, expected the file as it was'],
  ],
  [
    'a file that is added to what was merged',
    { request: { changes: added(`${FOLDER}/stdio/report.json`, `${FOLDER}/reply.md`), siblings: ['1.4.2'] } },
    [
      'append-only stdio/report.json:1 file added to a result that was merged, expected reply.md, or a folder of its own',
    ],
  ],
  [
    'the removal of what was merged',
    { request: { changes: [{ path: `${FOLDER}/reply.md`, how: 'removed' }], siblings: ['1.4.2'] } },
    ['append-only reply.md:1 removal of a file that was merged, expected the file as it was'],
  ],
  [
    'a third result before the second',
    { folder: `${FOLDER}-3`, request: { siblings: ['1.4.2'] } },
    ['next-result submission.yaml:1 result 3 of 1.4.2, expected 1.4.2-2 before it'],
  ],
  [
    'a file that nobody reads',
    { files: { 'stdio/notes.txt': 'x' } },
    [
      'files-known stdio/notes.txt:1 another file, expected one of submission.yaml, stdio/report.json, streamable-http/report.json, …/transcript.jsonl, reply.md',
    ],
  ],
  [
    'a submission without evidence',
    { files: { 'stdio/report.json': null, 'stdio/transcript.jsonl': null } },
    [
      'files-present submission.yaml:1 absence of a report and a transcript, expected them in a folder stdio or streamable-http',
      'transports submission.yaml:11 run without a folder stdio, expected its report and transcript',
      'claims-answered submission.yaml:17 claim of server-2025-11-25-stdio without a run, expected a run of that profile in a report',
    ],
  ],
  [
    'a symbolic link',
    {
      entries: (all) =>
        all.map((entry) => (entry.path.endsWith('transcript.jsonl') ? { ...entry, kind: 'link' as const } : entry)),
    },
    ['files-plain stdio/transcript.jsonl:1 symbolic link, expected a plain file'],
  ],
  [
    'a device',
    { entries: (all) => [...all, { path: `${FOLDER}/reply.md`, kind: 'other', size: 0, executable: false }] },
    ['files-plain reply.md:1 what is neither file nor folder, expected a plain file'],
  ],
  [
    'a file that can be executed',
    { entries: (all) => all.map((entry) => ({ ...entry, executable: entry.path.endsWith('report.json') })) },
    ['files-plain stdio/report.json:1 permission to execute, expected a file that cannot be executed'],
  ],
  [
    'files of 100 MB, none of which is read',
    {
      entries: (all) => all.map((entry) => (entry.kind === 'file' ? { ...entry, size: 100_000_000 } : entry)),
      request: {
        read: (path) => {
          throw new Error(`${path} was read`);
        },
      },
    },
    [
      'file-size stdio/report.json:1 file of 100000000 bytes, expected 4194304 bytes at most',
      'file-size stdio/transcript.jsonl:1 file of 100000000 bytes, expected 16777216 bytes at most',
      'file-size submission.yaml:1 file of 100000000 bytes, expected 65536 bytes at most',
    ],
  ],
  [
    'a certificate that comes with the request',
    { files: { 'stdio/badge.svg': '<svg/>' }, request: { changes: [...OWN, ...added(`${FOLDER}/stdio/badge.svg`)] } },
    ['certificate-by-programme stdio/badge.svg:1 certificate or badge in a request, expected none'],
  ],
  [
    'a field twice',
    { yaml: 'format: accord-submission/1\nformat: accord-submission/1\n' },
    ['submission-schema submission.yaml:2 second value for the same field, expected each field once'],
  ],
  [
    'another vendor, product and version than the folder says',
    { folder: 'implementations/acme-inc/weather-mcp/1.4.3' },
    [
      'subject-folder submission.yaml:4 vendor acme, expected acme-inc, as the folder says',
      'subject-folder submission.yaml:5 product weather, expected weather-mcp, as the folder says',
      'subject-folder submission.yaml:6 version 1.4.2 in the folder 1.4.3, expected implementations/acme/weather/1.4.2, or the same with -2, -3, … after it',
    ],
  ],
  [
    "another product's transcript",
    {
      transcript: transcriptText().replace(
        'name\\":\\"weather\\",\\"version\\":\\"1.4.2',
        'name\\":\\"clock\\",\\"version\\":\\"9.0.0',
      ),
    },
    [
      'subject-named stdio/report.json:1 subject named "clock", expected weather',
      'subject-named stdio/report.json:1 subject of version "9.0.0", expected 1.4.2',
    ],
  ],
  [
    'a purl of another product, vendor and version',
    {
      submission: ({ subject }) => {
        subject.purl = 'pkg:npm/%40evil/clock@1.4.3';
      },
    },
    [
      'artifact submission.yaml:7 purl of the product clock, expected weather',
      'artifact submission.yaml:7 purl of version 1.4.3, expected 1.4.2',
      'artifact submission.yaml:7 purl of the vendor evil, expected acme',
      'artifact-started submission.yaml:12 command that fetches @acme/weather@1.4.2, expected @evil/clock@1.4.3',
    ],
  ],
  [
    'a purl without a version',
    {
      submission: ({ subject }) => {
        subject.purl = 'pkg:npm/weather';
      },
    },
    ['artifact submission.yaml:7 purl pkg:npm/weather, expected pkg:<type>/<name>@<version>'],
  ],
  [
    'a digest that npm does not state',
    {
      submission: ({ subject }) => {
        subject.digest = `sha256:${'0'.repeat(64)}`;
      },
    },
    [
      'artifact submission.yaml:8 another digest than npm states, expected sha512: of the archive (npm view @acme/weather@1.4.2 dist.integrity, in hexadecimal)',
    ],
  ],
  [
    'a digest that was exchanged',
    { report: (text) => text.replace('sha512:0', 'sha512:1') },
    [
      'artifact-reported stdio/report.json:1 digest sha512:1',
      're-judged stdio/report.json:17 another report than the judge makes',
    ],
  ],
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
  ).map(([command, problem, at]): (typeof CASES)[number] => [
    `the command ${command.join(' ')}`,
    {
      submission: ({ run }) => {
        run.stdio!.command = [...command];
      },
      transcript: transcriptText(undefined, { subject: { role: 'server', transport: 'stdio', command } }),
    },
    [
      ...(command[0]?.startsWith('/') === true
        ? ['command-portable submission.yaml:12 absolute path /bin/bash, expected a name or a relative path']
        : []),
      `command-plain submission.yaml:${at} ${problem}`,
    ].sort(),
  ]),
  [
    'a command that names a machine',
    {
      submission: ({ run }) => {
        run.stdio!.command = ['node', '../server.js', '--data=/srv/data', '[secret]'];
      },
      transcript: transcriptText(undefined, {
        subject: {
          role: 'server',
          transport: 'stdio',
          command: ['node', '../server.js', '--data=/srv/data', '[secret]'],
        },
      }),
    },
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
        run.stdio!.command = ['npx', '-y', '@acme/weather@1.4.2', '--fast'];
        run.stdio!.env = ['KEY'];
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
        claims.push({ ...claims[0]! });
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
  [
    'a home folder, an address and a token in the transcript',
    {
      transcript: transcriptText(
        conversation([
          said('reading /home/ada/notes, written by ada@lovelace.dev'),
          said(`token ghp_${'x'.repeat(36)}`),
          said('/Users/username/Desktop, user@example.com and git@github.com are nobody'),
        ]),
      ),
    },
    [
      'nothing-private stdio/transcript.jsonl:6 what looks like a home folder (/hom…, 9 characters) on line 6, expected a mask',
      'nothing-private stdio/transcript.jsonl:6 what looks like an e-mail address (ada@…, 16 characters) on line 6, expected a mask',
      'nothing-private stdio/transcript.jsonl:7 what looks like a credential (ghp_…, 40 characters) on line 7, expected a mask',
    ],
  ],
  [
    'masks that nobody declared',
    { transcript: transcriptText(conversation([said('at [secret]', 'stderr', 1)])) },
    ['masks-declared submission.yaml:1 0 declared masks over stdio, expected 1, as the transcript marks'],
  ],
  [
    'a name with escapes for a terminal and a page',
    {
      submission: ({ subject }) => {
        subject.named = { name: 'x' };
      },
      transcript: transcriptText().replace('"name\\":\\"weather', '"name\\":\\"\\\\u001b[31m<b>'),
    },
    [
      'names-plain stdio/report.json:1 name "\\u001b[31m<b>" of the subject, expected plain text without control characters and angle brackets',
      'subject-named stdio/report.json:1 subject named "\\u001b[31m<b>", expected x',
    ],
  ],
  [
    'a reply with a script in it',
    { files: { 'reply.md': 'We disagree.\n<script>x</script>\n\u001b[2J' } },
    [
      'reply-plain reply.md:2 HTML, expected Markdown',
      'reply-plain reply.md:3 control character, expected printable text',
    ],
  ],
];

describe('the admission rules', () => {
  it('have nothing to say of a good request, of a further result, or of a right of reply', async () => {
    expect(await problemsOf()).toEqual([]);
    expect(await problemsOf({ request: { changes: OWN, siblings: ['1.4.1'] } })).toEqual([]);
    expect(await problemsOf({ folder: `${FOLDER}-2`, request: { siblings: ['1.4.2'] } })).toEqual([]);
    const reply = { 'reply.md': 'We [disagree](https://example.com): see <https://example.com>.\n' };
    const changes = added(`${FOLDER}/reply.md`);
    expect(await problemsOf({ files: reply, request: { changes, siblings: ['1.4.2'] } })).toEqual([]);
  });

  it('let the programme add a certificate to what was merged', async () => {
    const files = { 'stdio/badge.svg': '<svg/>' };
    const changes = added(`${FOLDER}/stdio/badge.svg`);
    expect(await problemsOf({ files, request: { changes, siblings: ['1.4.2'], programme: true } })).toEqual([]);
  });

  it('say of a result whether it is fresh, and by whose word', async () => {
    const freshness = async (wrong: Wrong) => {
      const { problems, freshness: found } = await admissionOf(await requestWith(wrong));
      return [problems.length, freshnessText(found ?? { is: 'unknown' })];
    };
    expect(await freshness(seeded(ISSUED))).toEqual([0, 'fresh: recorded with a seed that was issued on 2026-08-31']);
    expect(await freshness({})).toEqual([0, expect.stringMatching(/^not fresh: no seed was issued for it/)]);
    const nowhere = { ...seeded(ISSUED), request: {} };
    expect(await freshness(nowhere)).toEqual([0, expect.stringMatching(/^freshness unknown: /)]);
    const late = { ...seeded(ISSUED), request: { beacons: [BEACON], date: '2026-10-01' } };
    expect(await freshness(late)).toEqual([1, expect.stringMatching(/^not fresh: .*more than 30 days ago$/)]);
    expect(await freshness(seeded(OTHERS))).toEqual([1, 'not fresh: its seed was not issued for it']);
    const other = { ...BEACON, commit: 'c'.repeat(40) };
    expect(await freshness({ ...seeded(ISSUED), request: { beacons: [other] } })).toEqual([1, expect.any(String)]);
  });

  it('let the programme alone keep its status log and its judges', () => {
    const changes = added('implementations/status-log.jsonl', 'implementations/judges/0.1.0_0.js');
    expect(problemsOfChange({ changes, programme: true })).toEqual([]);
    expect(problemsOfChange({ changes }).map(({ rule, file }) => [rule, file])).toEqual([
      ['paths-known', 'implementations/judges/0.1.0_0.js'],
      ['paths-known', 'implementations/status-log.jsonl'],
    ]);
  });

  it('have nothing to say of a change elsewhere, or of documents of the repository', () => {
    const changes = added('README.md', 'implementations/README.md', 'implementations/keys.json');
    expect(problemsOfChange({ changes })).toEqual([]);
  });

  it.each(CASES)('refuse %s', async (_what, wrong, problems) => {
    const found = await problemsOf(wrong);
    expect(
      found.map((problem, index) => (problem.startsWith(problems[index] ?? '\n') ? problems[index] : problem)),
    ).toEqual(problems);
  });

  it('are each broken by one of these cases', () => {
    const broken = new Set(CASES.flatMap(([, , problems]) => problems.map((problem) => problem.split(' ')[0])));
    expect(ADMISSION_RULES.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  });

  it('say in one sentence each what is asked, why, and what to do', () => {
    for (const { id, sentence, reason, fix } of ADMISSION_RULES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [sentence, reason, fix]) expect(text).toMatch(/^(?:[A-Z]|\w+\.(?:yaml|md) )[^\n]*\.$/);
    }
    expect(new Set(ADMISSION_RULES.map(({ id }) => id)).size).toBe(ADMISSION_RULES.length);
  });

  it('tell everything at once, each finding on one line however long what was written is', async () => {
    const request = await requestWith({
      folder: 'implementations/other/clock/2.0.0',
      submission: ({ subject }) => {
        subject.purl = `pkg:npm/${'x'.repeat(250)}@1.4.2`;
      },
      report: (text) => text.replace('"verdict"', '"ver\\u001bdict"'),
    });
    const { problems } = await admissionOf(request);
    expect(new Set(problems.map(({ rule }) => rule)).size).toBeGreaterThan(2);
    for (const { message } of problems) expect(message).not.toMatch(/[\n\p{Cc}]/u);
    expect(submission().subject.vendor).toBe('acme');
  });
});
