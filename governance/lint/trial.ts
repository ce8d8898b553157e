/** An example of a rule, set up so that the linter can be run on it: in the tests, and on the page of the rule. */
import { type Files, memoryFiles } from '../files.ts';
import type { Situation } from './corpus.ts';
import type { Example } from './rule.ts';

type Texts = Readonly<Record<string, string | Uint8Array>>;

const differing = (a: Texts, b: Texts): ReadonlySet<string> =>
  new Set([...Object.keys(a), ...Object.keys(b)].filter((path) => String(a[path]) !== String(b[path])));

export const situationOfExample = (
  { files, base, actor, date, checks }: Example,
  ground: Texts,
): { readonly files: Files; readonly situation: Situation } => {
  const head = { ...ground, ...files };
  const before = base === undefined ? undefined : { ...ground, ...base };
  return {
    files: memoryFiles(head),
    situation: {
      actor,
      date,
      checks: checks === undefined ? undefined : new Set(checks),
      base: before === undefined ? undefined : { files: memoryFiles(before), changed: differing(head, before) },
    },
  };
};
