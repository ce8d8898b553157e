/** Runs rules over documents. A document is parsed once, its own rules see its tree; all other rules see its outline. */
import { unified } from 'unified';
import { parseMarkdown, type Root } from '../markdown/outline.ts';
import { byPlace, type Problem, problem } from '../problem.ts';
import type { Process } from '../process.ts';
import type { Charter, Corpus, Rfc } from './corpus.ts';
import type { Checked, Message, Rule, RuleKind, WholeRule } from './rule.ts';

const EMPTY = parseMarkdown('');

/** What a set of rules says of one document. */
export type Linter<Kind extends Rfc | Charter> = (checked: Checked<Kind>, root?: Root) => readonly Problem[];

/** One processor for all documents: attaching the rules to each would cost as much as running them. */
export const linterOf = <Kind extends Rfc | Charter>(rules: readonly Rule<Kind>[]): Linter<Kind> => {
  let current: Checked<Kind> | null = null;
  const checked = (): Checked<Kind> => {
    if (current === null) throw new Error('a rule ran outside the engine');
    return current;
  };
  const processor = unified();
  for (const { plugin, severity } of rules)
    processor.use(plugin, [severity === 'error' ? 'error' : 'warn', checked as () => Checked<Kind>]);
  processor.freeze();
  return (given, root = EMPTY) => {
    current = given;
    let messages: readonly Message[] = [];
    // Every rule is a plain function, so the callback is called before `run` returns.
    processor.run(root, { path: given.document.path }, (error, _tree, file) => {
      if (file === undefined) throw error;
      messages = file.messages as readonly Message[];
      return undefined;
    });
    return messages.map((message) => {
      // What a rule throws is a fault of ours, and no finding.
      if (typeof message.actual !== 'string') throw message.cause ?? message;
      return problem(given.document.path, message.ruleId ?? '', message.fatal === true ? 'error' : 'warning', {
        actual: message.actual,
        expected: message.expected?.join(' or ') ?? '',
        place: { line: message.line ?? 1, column: message.column ?? 1 },
        fix: message.fix,
      });
    });
  };
};

/** Findings of the rules for one document, made while its tree is at hand. */
export const documentLinter = <Kind extends Rfc | Charter>(
  rules: readonly Rule<Kind>[],
): ((document: Kind, root: Root, process: Process) => readonly Problem[]) => {
  const lint = linterOf(rules.filter(({ kind }) => kind === 'document'));
  return (document, root, process) => lint({ document, process, corpus: null }, root);
};

/** A rule runs where what it needs is known. */
const applies = (kind: RuleKind, { base, date }: Corpus): boolean =>
  kind === 'corpus' || (kind === 'diff' && base !== null) || (kind === 'clock' && date !== null);

/** A change is not failed for what time did to files that it leaves alone; it is told, and the schedule sees to it. */
const softened = ({ base }: Corpus, rules: readonly { readonly id: string; readonly kind: RuleKind }[]) => {
  const clock = new Set(rules.filter(({ kind }) => kind === 'clock').map(({ id }) => id));
  return (found: Problem): Problem =>
    base !== null && clock.has(found.rule) && !base.changed.has(found.file) ? { ...found, severity: 'warning' } : found;
};

export const lintAll = <Kind extends Rfc | Charter>(
  documents: readonly Kind[],
  corpus: Corpus,
  rules: readonly Rule<Kind>[],
): Problem[] => {
  const lint = linterOf(rules.filter(({ kind }) => applies(kind, corpus)));
  const soften = softened(corpus, rules);
  return documents
    .flatMap((document) => [...document.found, ...lint({ document, corpus, process: corpus.process }).map(soften)])
    .sort(byPlace);
};

export const lintWhole = (corpus: Corpus, rules: readonly WholeRule[]): Problem[] => {
  const problems: Problem[] = [];
  for (const { id, kind, severity, check } of rules)
    if (applies(kind, corpus)) check(corpus, (file, finding) => problems.push(problem(file, id, severity, finding)));
  return problems.sort(byPlace);
};
