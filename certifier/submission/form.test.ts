/** The issue form asks for what a submission says, one question a field; a body that it makes becomes that submission. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ANSWERS, FORM_FILE, submissionFromForm } from './form.ts';
import { DIGEST, submission } from './testing/request.ts';

interface Question {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly options?: readonly string[] };
}
const form = parse(readFileSync(fileURLToPath(new URL(`../../${FORM_FILE}`, import.meta.url)), 'utf8')) as {
  readonly body: readonly Question[];
};

const FILLED: Readonly<Record<string, string>> = {
  Role: 'server',
  Vendor: 'acme',
  Product: 'weather',
  Version: '1.4.2',
  Package: 'pkg:npm/%40acme/weather@1.4.2',
  Digest: DIGEST,
  'Command over stdio': 'npx\n-y\n@acme/weather@1.4.2',
  'Network over stdio': 'none',
  Claims: '2025-11-25 | server-2025-11-25-stdio',
  'Your handle': 'acme-dev',
  'You speak for': 'vendor',
  Contact: '@acme-dev',
};
/** As GitHub writes it: each question, then its answer or that there is none. */
const bodyOf = (filled: Readonly<Record<string, string>>): string =>
  ANSWERS.map(({ label }) => `### ${label}\n\n${filled[label] ?? '_No response_'}\n`).join('\n');
const said = (body: string): readonly string[] => {
  const result = submissionFromForm(body);
  return 'problems' in result ? result.problems.map(({ line, message }) => `${line} ${message}`) : [];
};

describe('the form', () => {
  it('has one question for each answer that is read, in the same order and words', () => {
    const asked = form.body.filter(({ type }) => type !== 'markdown');
    expect(asked.map(({ id, attributes }) => [id, attributes.label])).toEqual(
      ANSWERS.map(({ id, label }) => [id, label]),
    );
    expect(new Set(ANSWERS.map(({ path }) => path.join('.'))).size).toBe(ANSWERS.length);
  });

  it('offers the words that the schema knows', () => {
    const options = Object.fromEntries(form.body.map(({ id, attributes }) => [id, attributes.options]));
    for (const id of ['stdio-network', 'http-network']) expect(options[id]).toEqual(['none', 'needed']);
    for (const role of options['role'] ?? []) expect(said(bodyOf({ ...FILLED, Role: role }))).toEqual([]);
    for (const whom of options['for'] ?? []) expect(said(bodyOf({ ...FILLED, 'You speak for': whom }))).toEqual([]);
  });
});

describe('a body', () => {
  it('becomes the submission', () => {
    expect(submissionFromForm(bodyOf(FILLED))).toEqual({ submission: submission() });
    expect(submissionFromForm(bodyOf(FILLED).replaceAll('\n', '\r\n'))).toEqual({ submission: submission() });
  });

  it('with a waiver whose reason has a bar in it', () => {
    const Waivers = 'tools.name.unique | 2027-01-31 | https://example.com/7 | a | b';
    expect(submissionFromForm(bodyOf({ ...FILLED, Waivers }))).toMatchObject({
      submission: {
        waivers: [
          { requirement: 'tools.name.unique', until: '2027-01-31', issue: 'https://example.com/7', reason: 'a | b' },
        ],
      },
    });
  });

  it.each([
    [
      'is no form',
      'Please certify my server.',
      '1 Unexpected text without the questions of the form, expected the form, filled in',
    ],
    [
      'answers twice',
      `${bodyOf(FILLED)}\n### Vendor\n\nevil\n`,
      `${bodyOf(FILLED).split('\n').length + 1} Unexpected second answer to Vendor, expected one`,
    ],
    [
      'hides something',
      bodyOf({ ...FILLED, Title: 'a\u202eb' }),
      '19 Unexpected control character, expected printable text',
    ],
    ['is endless', 'x'.repeat(70_000), '1 Unexpected body of 70000 characters, expected 65536 at most'],
    [
      'has markup in a name',
      bodyOf({ ...FILLED, Vendor: '<b>' }),
      '5 Unexpected "<b>" in subject.vendor, expected lower-case ASCII letters, digits, dots and hyphens',
    ],
    [
      'leads out of the folder',
      bodyOf({ ...FILLED, Product: '../../x' }),
      '9 Unexpected "../../x" in subject.name, expected lower-case ASCII letters, digits, dots and hyphens',
    ],
    [
      'leaves out the contact',
      bodyOf({ ...FILLED, Contact: '_No response_' }),
      '1 Unexpected absence of contact, expected a handle, an address or a URL',
    ],
  ])('is refused where it %s', (_what, body, problem) => {
    expect(said(body)).toContain(problem);
  });

  it('is not read beyond the questions: a heading of its own stays a part of the answer', () => {
    const result = submissionFromForm(bodyOf({ ...FILLED, 'Set-up over stdio': 'Run this.\n### Note\nNothing more.' }));
    expect(result).toMatchObject({ submission: { run: { stdio: { setup: 'Run this.\n### Note\nNothing more.' } } } });
  });
});
