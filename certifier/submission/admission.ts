/** Admission: every rule over a request, all that is wrong at once. The same for the command, the workflow and the site. */
import { byPlace, type Problem, problem } from '../../governance/problem.ts';
import { visible } from '../report/safe.ts';
import { type Case, caseOf, type Request } from './case.ts';
import type { AdmissionRule, Found } from './rule.ts';
import { CHANGE_RULES } from './rules/files.ts';
import { ADMISSION_RULES } from './rules.ts';
import type { Freshness } from './seed.ts';

/** A message quotes what strangers wrote; it stays one line of moderate length. */
const AT_MOST = 400;
const shown = (text: string): string => {
  const line = visible(text);
  return line.length > AT_MOST ? `${line.slice(0, AT_MOST)}…` : line;
};

export interface Admission {
  readonly folder: string;
  readonly problems: readonly Problem[];
  /** Whether its seed was issued for it; absent where there is no submission. */
  readonly freshness?: Freshness;
}

const problemsBy = (rules: readonly (readonly [id: string, found: Iterable<Found>])[]): readonly Problem[] =>
  rules
    .flatMap(([id, found]) =>
      [...found].map(({ file, actual, expected, place }) =>
        problem(shown(file), id, 'error', { actual: shown(actual), expected: shown(expected), place }),
      ),
    )
    .sort(byPlace);

/** Of a request whose case is known already. */
export const problemsOf = (known: Case, rules: readonly AdmissionRule[] = ADMISSION_RULES): readonly Problem[] =>
  problemsBy(rules.map(({ id, check }) => [id, check(known)]));

/** Of a change that touches no folder of a submission. */
export const problemsOfChange = (change: Pick<Case, 'changes' | 'programme'>): readonly Problem[] =>
  problemsBy(CHANGE_RULES.map(({ id, check }) => [id, check(change)]));

export const admissionOf = async (request: Request, rules?: readonly AdmissionRule[]): Promise<Admission> => {
  const known = await caseOf(request);
  return { folder: request.folder, problems: problemsOf(known, rules), freshness: known.freshness };
};

/** Those that hold for a result for ever, whatever suite is current. */
export const LASTING_RULES: readonly AdmissionRule[] = ADMISSION_RULES.filter(({ holds }) => holds === 'always');
