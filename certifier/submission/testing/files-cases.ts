/** Which files a request holds, and of what kind they are: each rule about it, broken. */
import { added, type Cases, OWN } from './cases.ts';
import { FOLDER } from './request.ts';

export const FILES_CASES: Cases = [
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
];
