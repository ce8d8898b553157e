/** Each admission rule is broken by something, and says so; a good request breaks none. */
import { describe, expect, it } from 'vitest';
import { admissionOf, problemsOfChange } from './admission.ts';
import { ADMISSION_RULES } from './rules.ts';
import { freshnessText } from './seed.ts';
import { added, BEACON, type Cases, ISSUED, OTHERS, OWN, seeded } from './testing/cases.ts';
import { COMMAND_CASES, STARTS } from './testing/command-cases.ts';
import { EVIDENCE_CASES } from './testing/evidence-cases.ts';
import { FILES_CASES } from './testing/files-cases.ts';
import { NAMES_CASES } from './testing/names-cases.ts';
import { PUBLISHED_CASES } from './testing/published-cases.ts';
import { RECORDING_CASES } from './testing/recording-cases.ts';
import { FOLDER, problemsOf, requestWith, submission, type Wrong } from './testing/request.ts';
import { RUN_CASES } from './testing/run-cases.ts';
import { SUBJECT_CASES } from './testing/subject-cases.ts';

const CASES: Cases = [
  ...FILES_CASES,
  ...SUBJECT_CASES,
  ...RUN_CASES,
  ...COMMAND_CASES,
  ...RECORDING_CASES,
  ...EVIDENCE_CASES,
  ...PUBLISHED_CASES,
  ...NAMES_CASES,
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

  it('have nothing to say of names in any script, or of the next version of what is there', async () => {
    for (const title of ['Погода', '天気予報サーバー', 'الطقس', 'Café Zürich'])
      expect(
        await problemsOf({
          submission: ({ subject }) => {
            subject.title = title;
          },
        }),
      ).toEqual([]);
    expect(await problemsOf({ request: { products: ['acme/weather', 'acne/weather', 'acme/clock'] } })).toEqual([]);
  });

  it.each(STARTS)('have nothing to say of a start by %s', async (_what, wrong) => {
    expect(await problemsOf(wrong)).toEqual([]);
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
