/** `accord rfc check`: the process, the template, the decisions and every RFC. */
import { diskFiles, type Files } from '../files.ts';
import { baseAt } from '../git/base.ts';
import { cacheIn } from '../lint/cache.ts';
import { type Actor, type Corpus, type Read, type Rfc, readCorpus, type Situation } from '../lint/corpus.ts';
import { documentLinter, lintAll, lintWhole } from '../lint/engine.ts';
import { byPlace, type Problem } from '../problem.ts';
import { type Process, readProcess } from '../process.ts';
import { RFC_RULES, RFC_WHOLE_RULES } from './rules/index.ts';

export interface CheckRequest {
  readonly root: string;
  /** A commit or branch: the rules that compare are run against where this state departed from it. */
  readonly base?: string | undefined;
  readonly actor?: Actor | undefined;
  /** The day on which the clock is read; it is not read when absent. */
  readonly date?: string | undefined;
  /** A folder in which to remember what was found in files that have not changed since. */
  readonly cache?: string | undefined;
  /** Files whose findings are asked for, by their paths from the root; all when absent. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** What the request says, as the rules need it. */
export const situationOf = ({ root, base, actor, date }: CheckRequest): Situation => ({
  actor,
  date,
  base: base === undefined ? undefined : baseAt(root, base),
});

export const checkRfcs = async (request: CheckRequest): Promise<Problem[]> => {
  const files = diskFiles(request.root);
  const { only } = request;
  // A few files are parsed sooner than the memory of all is read.
  const cache = request.cache === undefined || only !== undefined ? null : cacheIn(request.cache, 'rfcs', files);
  const problems = await checkRfcFiles(files, { ...situationOf(request), only }, cache?.read);
  cache?.save();
  return problems;
};

const lintRfc = documentLinter(RFC_RULES);

/** The certifier is loaded only where an RFC claims that it is tested. */
const checksFor = async (process: Process, { rfcs }: Corpus): Promise<ReadonlySet<string> | null> => {
  const claims = rfcs.some(
    ({ meta }) =>
      process['requirements-added-by'].includes(meta?.status ?? '') && meta?.requirements?.adds !== undefined,
  );
  if (!claims) return null;
  const { checks } = await import('../../certifier/judge/ruler.ts');
  return new Set(Object.keys(checks));
};

export const checkRfcFiles = async (
  files: Files,
  { only, ...situation }: Situation & Pick<CheckRequest, 'only'> = {},
  read?: Read,
): Promise<Problem[]> => {
  const { process, problems } = readProcess(files);
  if (process === null) return [...problems];
  const corpus = readCorpus(process, files, { ...situation, only, lintRfc, ...(read === undefined ? {} : { read }) });
  const known = corpus.checks === null ? { ...corpus, checks: await checksFor(process, corpus) } : corpus;
  const asked = ({ path }: Rfc): boolean => only?.has(path) ?? true;
  const found = [...lintWhole(known, RFC_WHOLE_RULES), ...lintAll(known.rfcs.filter(asked), known, RFC_RULES)];
  return found.filter(({ file }) => only?.has(file) ?? true).sort(byPlace);
};
