/** Telling what governance found wrong, one line each, and the status that it gives. */
import { jsonText } from '../certifier/report/json.ts';
import type { Problem } from '../governance/problem.ts';
import { EXIT, type ExitStatus } from './exit.ts';
import { print, tell } from './terminal.ts';

export async function tellProblems(
  problems: readonly Problem[],
  line: (problem: Problem) => string,
  asJson: boolean,
): Promise<ExitStatus> {
  await print(asJson ? jsonText(problems) : problems.map((problem) => `${line(problem)}\n`).join(''));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  tell(problems.length === 0 ? 'clean' : `${errors} errors, ${warnings} warnings`);
  return errors > 0 ? EXIT.findings : EXIT.clean;
}
