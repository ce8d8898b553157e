import { describe, expect, it } from 'vitest';
import { problem } from '../problem.ts';
import { ALL_RULES } from './all-rules.ts';
import { explainRule } from './explain.ts';
import { formatProblems } from './formats.ts';

const problems = [
  problem('rfcs/0001 a,b:c.md', 'links-resolve', 'error', {
    actual: 'link to 100%\n',
    expected: 'a file that exists',
    place: { line: 3, column: 5 },
  }),
  problem('rfcs/0002-two.md', 'field-order', 'warning', { actual: 'title after type', expected: 'it before' }),
];
const format = (name: Parameters<typeof formatProblems>[1]) => formatProblems(problems, name, ALL_RULES);

describe('findings', () => {
  it('are one line each for people', () => {
    expect(format('pretty').split('\n').at(-2)).toBe(
      'rfcs/0002-two.md:1:1  warning  Unexpected title after type, expected it before  (field-order)',
    );
  });

  it('are commands for the log of a build, with what would end a command written otherwise', () => {
    expect(format('github')).toBe(
      [
        '::error file=rfcs/0001 a%2Cb%3Ac.md,line=3,col=5,title=links-resolve::Unexpected link to 100%25%0A, expected a file that exists',
        '::warning file=rfcs/0002-two.md,line=1,col=1,title=field-order::Unexpected title after type, expected it before',
        '',
      ].join('\n'),
    );
  });

  it('are SARIF with the reason of each rule that found something', () => {
    const { runs } = JSON.parse(format('sarif')) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; locations: object[] }[] }];
    };
    expect(runs[0].tool.driver.rules.map(({ id }) => id)).toEqual(['field-order', 'links-resolve']);
    expect(runs[0].results.map(({ ruleId }) => ruleId)).toEqual(['links-resolve', 'field-order']);
    expect(runs[0].results[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'rfcs/0001%20a%2Cb%3Ac.md' },
          region: { startLine: 3, startColumn: 5 },
        },
      },
    ]);
  });

  it('are JSON, and nothing is an empty list', () => {
    expect(JSON.parse(format('json'))).toEqual(problems);
    expect(formatProblems([], 'json', ALL_RULES)).toBe('[]\n');
    expect(formatProblems([], 'github', ALL_RULES)).toBe('');
  });
});

it.each(ALL_RULES.map((rule) => [rule.id, rule] as const))('%s explains itself by its examples', (_id, rule) => {
  const text = explainRule(rule);
  expect(text).toContain(rule.reason);
  for (const { says, problems: said } of rule.examples) {
    expect(text).toContain(says);
    for (const line of said) expect(text).toContain(line);
  }
});
