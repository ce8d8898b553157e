/** The examples of every rule are its tests: each is linted by the whole engine, with every other rule at work. */
import { describe, expect, it } from 'vitest';
import { diskFiles, memoryFiles, textOf } from '../files.ts';
import type { Problem } from '../problem.ts';
import { PROCESS_FILE, requireProcess } from '../process.ts';
import { checkRfcFiles } from '../rfc/lint.ts';
import { RFC_RULES } from '../rfc/rules/index.ts';
import { renderTemplate } from '../rfc/template.ts';
import { checkWorkingGroupFiles } from '../wg/lint.ts';
import { CHARTER_RULES } from '../wg/rules/index.ts';
import { ALL_RULES } from './all-rules.ts';
import { GROUND } from './example.ts';
import { fixFiles } from './fix.ts';
import type { Example } from './rule.ts';
import { situationOfExample } from './trial.ts';

const repository = diskFiles(`${import.meta.dirname}/../..`);
const ground = {
  ...GROUND,
  [PROCESS_FILE]: textOf(repository, PROCESS_FILE) ?? '',
  'rfcs/0000-template.md': renderTemplate(requireProcess(repository)),
};

const lint = async (example: Example): Promise<readonly Problem[]> => {
  const { files, situation } = situationOfExample(example, ground);
  return [...(await checkRfcFiles(files, situation)), ...(await checkWorkingGroupFiles(files, situation))];
};

const shown = ({ file, line, column, message }: Problem): string => `${file}:${line}:${column} ${message}`;

describe.each(ALL_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has a conforming example and a breach', () => {
    expect(rule.examples.some(({ problems }) => problems.length === 0)).toBe(true);
    expect(rule.examples.some(({ problems }) => problems.length > 0)).toBe(true);
  });

  it.each(rule.examples.map((example) => [example.says, example] as const))('%s', async (_says, example) => {
    const found = await lint(example);
    const own = [
      ...new Map(found.filter((problem) => problem.rule === id).map((each) => [shown(each), each])).values(),
    ];
    expect(own.map(shown)).toEqual(example.problems);
    for (const problem of own) expect(problem.severity).toBe(rule.severity);
    if (example.fixed === undefined) return;
    const { files } = situationOfExample(example, ground);
    const mended = fixFiles(memoryFiles({ ...ground, ...example.files }), own);
    expect(Object.fromEntries([...mended])).toEqual(example.fixed);
    expect(files.exists(PROCESS_FILE)).toBe(true);
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
    expect(problems.map(({ rule }) => rule)).toEqual([]);
  });
});
