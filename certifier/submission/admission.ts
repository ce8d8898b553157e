/** Admission: every rule over a request, all that is wrong at once. The same for the command, the workflow and the site. */
import { byPlace, type Problem, problem } from '../../governance/problem.ts';
import { visible } from '../report/safe.ts';
import { caseOf, type Request } from './case.ts';
import type { AdmissionRule } from './rule.ts';
import { ADMISSION_RULES } from './rules.ts';

/** A message quotes what strangers wrote; it stays one line of moderate length. */
const AT_MOST = 400;
const shown = (text: string): string => {
  const line = visible(text);
  return line.length > AT_MOST ? `${line.slice(0, AT_MOST)}…` : line;
};

export interface Admission {
  readonly folder: string;
  readonly problems: readonly Problem[];
}

export async function admissionOf(
  request: Request,
  rules: readonly AdmissionRule[] = ADMISSION_RULES,
): Promise<Admission> {
  const known = await caseOf(request);
  const problems = rules.flatMap(({ id, check }) =>
    [...check(known)].map(({ file, actual, expected, place }) =>
      problem(shown(file), id, 'error', { actual: shown(actual), expected: shown(expected), place }),
    ),
  );
  return { folder: request.folder, problems: problems.sort(byPlace) };
}

/** Those that hold for a result for ever, whatever suite is current. */
export const LASTING_RULES: readonly AdmissionRule[] = ADMISSION_RULES.filter(({ holds }) => holds === 'always');
