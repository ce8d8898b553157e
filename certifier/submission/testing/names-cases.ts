/** Names of subjects, vendors and products: each rule about them, broken. */
import { type Cases, started } from './cases.ts';
import { transcriptText } from './request.ts';

/** Submitted by this vendor, as this product. */
const by = (vendor: string, product: string, products: readonly string[]): Cases[number][1] => ({
  ...started('npx', '-y', `@${vendor}/${product}@1.4.2`),
  folder: `implementations/${vendor}/${product}/1.4.2`,
  submission: ({ subject, run }) => {
    Object.assign(subject, { vendor, name: product, purl: `pkg:npm/%40${vendor}/${product}@1.4.2` });
    Object.assign(subject, { named: { name: 'weather', version: '1.4.2' } });
    Object.assign(run.stdio ?? {}, { command: ['npx', '-y', `@${vendor}/${product}@1.4.2`] });
  },
  request: { products },
});

export const NAMES_CASES: Cases = [
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
    'a title with a letter of another script, and one of nothing but look-alikes',
    {
      submission: ({ subject }) => {
        subject.title = 'We\u0430ther';
        subject.named = { name: 'weather', version: '\u0410\u0441\u0435' };
      },
    },
    [
      'subject-named stdio/report.json:1 subject of version "1.4.2", expected \u0410\u0441\u0435',
      'names-one-script submission.yaml:9 name We\u0430ther with Latin and Cyrillic letters in one word (U+0430), expected one script in a word',
      'names-one-script submission.yaml:12 name \u0410\u0441\u0435 with Cyrillic letters that all look like Ace, expected one script in a word',
    ],
  ],
  [
    'a subject that calls itself by letters of another script',
    {
      submission: ({ subject }) => {
        subject.named = { name: 'weather' };
      },
      transcript: transcriptText().replace('"name\\":\\"weather', '"name\\":\\"we\u0430ther'),
    },
    [
      'names-one-script stdio/report.json:1 name we\u0430ther with Latin and Cyrillic letters in one word (U+0430), expected one script in a word',
      'subject-named stdio/report.json:1 subject named "we\u0430ther", expected weather',
    ],
  ],
  [
    'a title with a letter that is not seen',
    {
      submission: ({ subject }) => {
        subject.title = 'Weather\u3164';
      },
    },
    ['names-one-script submission.yaml:9 name Weather\u3164 with U+3164, which is not seen, expected'],
  ],
  [
    'a vendor that looks like one that is there',
    by('rnodel0', 'weather', ['modelo/weather', 'other/weather']),
    [
      'names-apart submission.yaml:1 vendor rnodel0, which looks like modelo, expected modelo, or a name that cannot be taken for it',
    ],
  ],
  [
    'a product that looks like another of its vendor',
    by('acme', 'c1ock', ['acme/clock', 'c1ock/other']),
    ['names-apart submission.yaml:1 product c1ock, which looks like clock, expected clock, or a name that cannot'],
  ],
];
