/** `accord rfc check`: the process, the template and every RFC. */
import { diskFiles, type Files, textOf } from '../files.ts';
import { RFCS, readCorpus } from '../lint/corpus.ts';
import { lintAll } from '../lint/engine.ts';
import { byPlace, type Problem, problem } from '../problem.ts';
import { type Process, readProcess } from '../process.ts';
import { checkDecisions } from './decision.ts';
import { RFC_RULES } from './rules/index.ts';
import { renderTemplate } from './template.ts';

export const checkRfcs = ({ root }: { readonly root: string }): Promise<Problem[]> => checkRfcFiles(diskFiles(root));

export const checkRfcFiles = async (files: Files): Promise<Problem[]> => {
  const { process, problems } = readProcess(files);
  if (process === null) return [...problems];
  const corpus = readCorpus(process, files);
  const found = await lintAll(corpus.rfcs, corpus, RFC_RULES);
  return [...checkTemplate(process, files), ...checkDecisions(process, files), ...found].sort(byPlace);
};

/** The template is made from the process, so an edit to either alone is an error. */
const checkTemplate = (process: Process, files: Files): readonly Problem[] => {
  const file = `${RFCS}/${process.numbering.template}`;
  const text = textOf(files, file);
  const wanted = renderTemplate(process);
  if (text === wanted) return [];
  if (text === null)
    return [problem(file, 'template-current', 'error', { actual: 'absence of this file', expected: 'the template' })];
  const lines = text.split('\n');
  const index = wanted.split('\n').findIndex((line, at) => line !== lines[at]);
  const line = index < 0 ? wanted.split('\n').length : index;
  const finding = {
    actual: JSON.stringify(lines[line] ?? 'nothing'),
    expected: JSON.stringify(wanted.split('\n')[line] ?? 'no further line'),
    place: { line: line + 1, column: 1 },
  };
  return [problem(file, 'template-current', 'error', finding)];
};
