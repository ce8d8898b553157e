/** The examples of every rule are its tests: each is linted by the whole engine, with every other rule at work. */
import { describe, expect, it } from 'vitest';
import { diskFiles, memoryFiles, textOf } from '../files.ts';
import type { Problem } from '../problem.ts';
import { PROCESS_FILE } from '../process.ts';
import { checkRfcFiles } from '../rfc/lint.ts';
import { RFC_RULES } from '../rfc/rules/index.ts';
import { checkWorkingGroupFiles } from '../wg/lint.ts';
import { CHARTER_RULES } from '../wg/rules/index.ts';
import { GROUND } from './example.ts';
import type { RuleText } from './rule.ts';

const repository = diskFiles(`${import.meta.dirname}/../..`);
const ground = { ...GROUND, [PROCESS_FILE]: textOf(repository, PROCESS_FILE) ?? '' };
const RULES: readonly RuleText[] = [
  ...new Map([...RFC_RULES, ...CHARTER_RULES].map((rule) => [rule.id, rule])).values(),
];

const lint = async (example: RuleText['examples'][number]): Promise<readonly Problem[]> => {
  const files = memoryFiles({ ...ground, ...example.files });
  return [...(await checkRfcFiles(files)), ...(await checkWorkingGroupFiles(files))];
};

const shown = ({ file, line, column, message }: Problem): string => `${file}:${line}:${column} ${message}`;

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has a conforming example and a breach', () => {
    expect(rule.examples.some(({ problems }) => problems.length === 0)).toBe(true);
    expect(rule.examples.some(({ problems }) => problems.length > 0)).toBe(true);
  });

  it.each(rule.examples.map((example) => [example.says, example] as const))('%s', async (_says, example) => {
    const own = (await lint(example)).filter((problem) => problem.rule === id);
    expect(own.map(shown)).toEqual(example.problems);
    for (const problem of own) expect(problem.severity).toBe(rule.severity);
  });
});

describe('the rules together', () => {
  it('have ids of their own', () => {
    for (const rules of [RFC_RULES, CHARTER_RULES]) {
      const ids = rules.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('say nothing of a document that is as it should be', async () => {
    const [conforming] = RFC_RULES[0]?.examples ?? [];
    const problems = conforming === undefined ? [] : await lint(conforming);
    expect(problems.map(({ rule }) => rule)).toEqual(['template-current']);
  });
});
