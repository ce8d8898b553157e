import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { excerptOf, memberIn } from './check-source.ts';

const SOURCE = `
import { x } from './x.ts';

/** Helps. */
function helper(view: unknown): void {
  x(view);
}

export const checks = {
  /** Why it is so. */
  'a.first': (view) => {
    x(view);
  },
  'a.second': helper,
  'a.third': x('a.first'),
};
`;

describe('memberIn', () => {
  it('cuts one member out, with its comment and without its indentation', () => {
    expect(memberIn(SOURCE, 'a.first')).toEqual({
      line: 11,
      code: "/** Why it is so. */\n'a.first': (view) => {\n  x(view);\n}",
    });
  });

  it('brings the function that a member names', () => {
    expect(memberIn(SOURCE, 'a.second')?.code).toBe(
      "'a.second': helper,\n\n/** Helps. */\nfunction helper(view: unknown): void {\n  x(view);\n}",
    );
  });

  it('takes a name in a value for no member', () => {
    expect(memberIn(SOURCE, 'a.third')?.code).toBe("'a.third': x('a.first')");
    expect(memberIn(SOURCE, 'a.fourth')).toBeUndefined();
  });
});

describe('excerptOf', () => {
  it('finds the real check of a requirement in the module of its topic', () => {
    const excerpt = excerptOf('certifier/judge', 'tools.name.unique');
    expect(excerpt?.file).toMatch(/^certifier\/judge\/tools/);
    expect(excerpt?.code).toContain('sink.examined()');
  });

  it('finds a check for each requirement that a machine can judge and that has an example', () => {
    const testable = catalogue().requirements.filter(({ testable }) => testable !== 'untestable');
    const without = testable.filter(({ id }) => excerptOf('certifier/judge', id) === undefined).map(({ id }) => id);
    expect(without).toEqual([]);
  });
});
