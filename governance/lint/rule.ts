/**
 * A lint rule: a remark-lint plugin with its reason and its examples. The examples are its tests and its documentation.
 * A rule reads the outline of one document and, where it needs them, all the others; it touches nothing.
 */
import { lintRule } from 'unified-lint-rule';
import type { Root } from '../markdown/outline.ts';
import { type Finding, type Fix, messageOf, type Severity } from '../problem.ts';
import type { Process } from '../process.ts';
import type { Actor, Charter, Corpus, Rfc } from './corpus.ts';

/**
 * What a rule has to be shown. `document`: one file and the process. `corpus`: all files. `diff`: also the same files before the
 * change. `clock`: also a date.
 */
export type RuleKind = 'document' | 'corpus' | 'diff' | 'clock';

type ExampleFiles = Readonly<Record<string, string | Uint8Array>>;

export interface Example {
  /** What it shows, in a few words. */
  readonly says: string;
  /** Files by path. What an example leaves out (the process, a group) is supplied. */
  readonly files: ExampleFiles;
  /** The files before the change, for a rule that compares; without it there was nothing. */
  readonly base?: ExampleFiles;
  /** Who makes the change. */
  readonly actor?: Actor;
  /** The day on which the clock is read. */
  readonly date?: string;
  /** Requirements that have a check. */
  readonly checks?: readonly string[];
  /** What the rule says of them, as `file:line:column Unexpected …, expected …`; empty for a conforming example. */
  readonly problems: readonly string[];
  /** Files as `accord rfc check --fix` leaves them, where it can mend what is wrong. */
  readonly fixed?: Readonly<Record<string, string>>;
}

export interface RuleText {
  readonly id: string;
  readonly kind: RuleKind;
  readonly severity: Severity;
  /** Why the rule is there. */
  readonly reason: string;
  readonly examples: readonly Example[];
}

export type Report = (finding: Finding) => void;

/** What a rule for one document may know besides it, so that its findings hold for as long as neither changes. */
export interface Grounds {
  readonly process: Process;
}

/** What the engine hands to each plugin. */
export interface Checked<Kind extends Rfc | Charter> {
  readonly document: Kind;
  /** Null for rules of kind `document`, which do without. */
  readonly corpus: Corpus | null;
  readonly process: Process;
}

/** A rule that looks at one document at a time, whatever else it has to know. */
export interface Rule<Kind extends Rfc | Charter> extends RuleText {
  readonly plugin: ReturnType<typeof lintRule<Root, () => Checked<Kind>>>;
}

/** A rule of the repository: its findings belong to files that need not be documents. */
export interface WholeRule extends RuleText {
  readonly check: (corpus: Corpus, report: (file: string, finding: Finding) => void) => void;
}

/** What we read and write of a message of a virtual file; it carries the fix of its finding. */
export interface Message {
  actual?: string | null | undefined;
  expected?: string[] | null | undefined;
  readonly ruleId?: string | null | undefined;
  readonly fatal?: boolean | null | undefined;
  readonly line?: number | null | undefined;
  readonly column?: number | null | undefined;
  readonly cause?: unknown;
  fix?: Fix | undefined;
}

type Check<Kind extends Rfc | Charter> = (checked: Checked<Kind>, report: Report) => void;

const asPlugin = <Kind extends Rfc | Charter>(id: string, check: Check<Kind>): Rule<Kind>['plugin'] =>
  lintRule<Root, () => Checked<Kind>>({ origin: `accord:${id}` }, (_tree, file, checked) => {
    check(checked(), (finding) => {
      const message: Message = file.message(messageOf(finding), { place: finding.place ?? { line: 1, column: 1 } });
      message.actual = finding.actual;
      message.expected = [finding.expected];
      message.fix = finding.fix;
    });
  });

type Without<Text> = Omit<Text, 'kind'>;

export const defineDocumentRule = <Kind extends Rfc | Charter>({
  check,
  ...text
}: Without<RuleText> & {
  readonly check: (document: Kind, grounds: Grounds, report: Report) => void;
}): Rule<Kind> => ({
  ...text,
  kind: 'document',
  plugin: asPlugin<Kind>(text.id, ({ document, process }, report) => check(document, { process }, report)),
});

export const defineRule = <Kind extends Rfc | Charter>({
  check,
  ...text
}: RuleText & {
  readonly kind: Exclude<RuleKind, 'document'>;
  readonly check: (document: Kind, corpus: Corpus, report: Report) => void;
}): Rule<Kind> => ({
  ...text,
  plugin: asPlugin<Kind>(text.id, ({ document, corpus }, report) => {
    if (corpus !== null) check(document, corpus, report);
  }),
});

export const defineWholeRule = (
  rule: RuleText & { readonly kind: Exclude<RuleKind, 'document'> } & Pick<WholeRule, 'check'>,
): WholeRule => rule;
