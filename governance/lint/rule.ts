/**
 * A lint rule: a remark-lint plugin with its reason and its examples. The examples are its tests and its documentation.
 * A rule reads the outline of one document and, where it needs them, all the others; it touches nothing.
 */
import { lintRule } from 'unified-lint-rule';
import type { Root } from '../markdown/outline.ts';
import { type Finding, messageOf, type Severity } from '../problem.ts';
import type { Charter, Corpus, Rfc } from './corpus.ts';

export interface Example {
  /** What it shows, in a few words. */
  readonly says: string;
  /** Files by path. What an example leaves out (the process, a group) is supplied. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** What the rule says of them, as `file:line:column Unexpected …, expected …`; empty for a conforming example. */
  readonly problems: readonly string[];
}

export interface RuleText {
  readonly id: string;
  readonly severity: Severity;
  /** Why the rule is there. */
  readonly reason: string;
  readonly examples: readonly Example[];
}

export type Report = (finding: Finding) => void;

export interface Rule<Kind extends Rfc | Charter> extends RuleText {
  readonly plugin: ReturnType<typeof lintRule<Root, Checked<Kind>>>;
}

/** What the engine hands to each rule: the document that is being linted, and everything else. */
export interface Checked<Kind extends Rfc | Charter> {
  readonly document: Kind;
  readonly corpus: Corpus;
}

export const defineRule = <Kind extends Rfc | Charter>(
  rule: RuleText & { readonly check: (document: Kind, corpus: Corpus, report: Report) => void },
): Rule<Kind> => {
  const { check, ...text } = rule;
  const plugin = lintRule<Root, Checked<Kind>>({ origin: `accord:${rule.id}` }, (_tree, file, { document, corpus }) => {
    check(document, corpus, (finding) => {
      const message = file.message(messageOf(finding), { place: finding.place ?? { line: 1, column: 1 } });
      message.actual = finding.actual;
      message.expected = [finding.expected];
    });
  });
  return { ...text, plugin };
};
