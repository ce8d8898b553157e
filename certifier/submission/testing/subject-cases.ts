/** What a submission says of its subject: each rule about it, broken. */
import type { Cases } from './cases.ts';
import { transcriptText } from './request.ts';

export const SUBJECT_CASES: Cases = [
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
    'a purl that is of another registry',
    {
      submission: ({ subject }) => {
        subject.purl = 'pkg:npm/%40acme/weather@1.4.2?repository_url=https://evil.example';
      },
    },
    [
      'artifact submission.yaml:7 purl that names a registry or a file of its own, expected pkg:npm/%40acme/weather@1.4.2',
    ],
  ],
  [
    'a purl that npm would take for a repository',
    {
      submission: ({ subject }) => {
        subject.purl = 'pkg:npm/acme/weather@1.4.2';
      },
    },
    [
      'artifact submission.yaml:7 purl with the scope acme, expected @acme, as npm writes it (%40)',
      'artifact-started submission.yaml:12 command that fetches @acme/weather@1.4.2, expected acme/weather@1.4.2',
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
        subject.digest = `sha256:${'01'.repeat(32)}`;
      },
    },
    [
      'artifact submission.yaml:8 another digest than npm states, expected sha512: of the archive (npm view @acme/weather@1.4.2 dist.integrity, in hexadecimal)',
    ],
  ],
  [
    'a digest that was exchanged',
    { report: (text) => text.replace('sha512:01', 'sha512:11') },
    [
      'artifact-reported stdio/report.json:1 digest sha512:11',
      're-judged stdio/report.json:17 another report than the judge makes',
    ],
  ],
];
