/** Our rules on somebody else's corpus: how many documents each finds something in. */
import type { Files } from '../files.ts';
import { readCorpus } from '../lint/corpus.ts';
import { documentLinter, lintAll } from '../lint/engine.ts';
import type { Problem } from '../problem.ts';
import type { Process } from '../process.ts';
import { RFC_RULES } from '../rfc/rules/index.ts';
import type { Adapter } from './adapter.ts';
import { importCorpus } from './import.ts';

export interface Count {
  readonly rule: string;
  /** What was expected, without what differs from document to document. */
  readonly expected: string;
  readonly documents: number;
  readonly findings: number;
}

export interface CorpusReport {
  readonly documents: number;
  readonly counts: readonly Count[];
  /** Each finding, at their path. */
  readonly problems: readonly Problem[];
}

const general = ({ rule, actual, expected }: Problem): string =>
  (rule === 'required-sections' ? `no ${actual}` : expected)
    .replace(/^one of .*/, 'a status of theirs')
    .replace(/\brfcs\/\S+/g, 'a document')
    .replace(/\d{4}-\d{2}-\d{2}/g, 'a date')
    .replace(/(names|RFC) \d+/g, '$1 n')
    .replace(/working-groups\/.*/, 'working-groups/')
    .replace(/(one that is) .*/, '$1 decided too')
    .replace(/^no absence of "## (.*)"/, 'the section $1');

export const checkCorpus = (theirs: Files, adapter: Adapter, ours: Process, date: string): CorpusReport => {
  const { process, files, origin } = importCorpus(theirs, adapter, ours);
  const rules = RFC_RULES.filter(({ id }) => adapter.rules.includes(id));
  const corpus = readCorpus(process, files, { date, lintRfc: documentLinter(rules) });
  const theirPaths = (text: string): string => text.replace(/rfcs\/\d+-\d+\.md/g, (path) => origin.get(path) ?? path);
  const problems = lintAll(corpus.rfcs, corpus, rules).map((found) => ({
    ...found,
    file: theirPaths(found.file),
    actual: theirPaths(found.actual),
    message: theirPaths(found.message),
  }));
  const counts = [...Map.groupBy(problems, (found) => `${found.rule}\n${general(found)}`)].map(([key, found]) => {
    const [rule = '', expected = ''] = key.split('\n');
    return { rule, expected, documents: new Set(found.map(({ file }) => file)).size, findings: found.length };
  });
  counts.sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : b.findings - a.findings));
  return { documents: corpus.rfcs.length, counts, problems };
};
