/** Runs rules over documents: each was parsed once, and every rule sees the same tree. */
import { unified } from 'unified';
import { byPlace, type Problem, problem } from '../problem.ts';
import type { Charter, Corpus, Rfc } from './corpus.ts';
import type { Rule } from './rule.ts';

export const lintDocument = async <Kind extends Rfc | Charter>(
  document: Kind,
  corpus: Corpus,
  rules: readonly Rule<Kind>[],
): Promise<readonly Problem[]> => {
  const processor = unified();
  for (const { plugin, severity } of rules)
    processor.use(plugin, [severity === 'error' ? 'error' : 'warn', { document, corpus }]);
  return new Promise((resolve, reject) => {
    processor.run(document.root, { path: document.path, value: document.text }, (error, _tree, file) => {
      if (file === undefined) {
        reject(error);
        return undefined;
      }
      resolve(
        file.messages.map((message) =>
          problem(document.path, message.ruleId ?? '', message.fatal === true ? 'error' : 'warning', {
            actual: message.actual ?? '',
            expected: message.expected?.join(' or ') ?? '',
            place: { line: message.line ?? 1, column: message.column ?? 1 },
          }),
        ),
      );
      return undefined;
    });
  });
};

export const lintAll = async <Kind extends Rfc | Charter>(
  documents: readonly Kind[],
  corpus: Corpus,
  rules: readonly Rule<Kind>[],
): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  for (const document of documents) problems.push(...(await lintDocument(document, corpus, rules)));
  return problems.sort(byPlace);
};
