import { describe, expect, it } from 'vitest';
import { checks } from '../../certifier/judge/ruler.ts';
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
    expect(memberIn(SOURCE, 'a.first')?.code).toBe("/** Why it is so. */\n'a.first': (view) => {\n  x(view);\n},");
  });

  it('brings the function that a member names', () => {
    expect(memberIn(SOURCE, 'a.second')?.code).toBe(
      "'a.second': helper,\n\n/** Helps. */\nfunction helper(view: unknown): void {\n  x(view);\n}",
    );
  });

  it('says which function of another module makes a member', () => {
    expect(memberIn(SOURCE, 'a.third')?.maker).toEqual({ name: 'x', from: './x.ts' });
    expect(memberIn(SOURCE, 'a.second')?.maker).toBeUndefined();
  });

  it('takes a name in a value for no member', () => {
    expect(memberIn(SOURCE, 'a.third')?.code).toBe("'a.third': x('a.first'),");
    expect(memberIn(SOURCE, 'a.fourth')).toBeUndefined();
  });
});

describe('excerptOf', () => {
  it('finds the real check of a requirement, down to where it looks', () => {
    const excerpts = excerptOf('certifier/judge', 'tools.name.unique');
    expect(excerpts[0]?.file).toMatch(/^certifier\/judge\/tools/);
    expect(excerpts.map(({ code }) => code).join('\n')).toContain('sink.examined()');
  });

  it('finds a check for each requirement that a machine can judge and that has an example', () => {
    const judged = catalogue().requirements.filter(({ id }) => Object.hasOwn(checks, id));
    expect(judged.length).toBeGreaterThan(100);
    const without = judged.filter(({ id }) => excerptOf('certifier/judge', id).length === 0).map(({ id }) => id);
    expect(without).toEqual([]);
  });
});
