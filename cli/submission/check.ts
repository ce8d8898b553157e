/** `accord submit --check`: the admission rules over a folder, or over all folders that a request touches. */
import { lstatSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { jsonText } from '../../certifier/report/json.ts';
import type { Admission } from '../../certifier/submission/admission.ts';
import type { Compared } from '../../certifier/submission/disk.ts';
import { type Problem, problemLine } from '../../governance/problem.ts';
import { EXIT, UsageError } from '../exit.ts';
import { print, tell } from '../terminal.ts';

export const CHECK_FORMATS = ['pretty', 'json', 'github'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface CheckOptions {
  readonly base?: string;
  readonly date: string;
  readonly seed?: string;
  readonly programme?: boolean;
  readonly format: CheckFormat;
}

const IMPLEMENTATIONS = 'implementations';

/** The root above `implementations/`, and the folder below it. */
export function locate(given: string): { readonly root: string; readonly folder: string } {
  const parts = resolve(given).split(sep);
  const at = parts.lastIndexOf(IMPLEMENTATIONS);
  if (at < 0)
    throw new UsageError(
      `${given} does not lie below a folder ${IMPLEMENTATIONS}; give ${IMPLEMENTATIONS}/<vendor>/<product>/<version>`,
    );
  if (lstatSync(resolve(given), { throwIfNoEntry: false }) === undefined)
    throw new UsageError(`there is no folder ${given}; accord submit makes one from a run`);
  return { root: parts.slice(0, at).join(sep) || sep, folder: parts.slice(at).join('/') };
}

export async function admissions(given: string | undefined, options: CheckOptions): Promise<readonly Admission[]> {
  const { comparedWith, foldersIn, requestFromDisk } = await import('../../certifier/submission/disk.ts');
  const { admissionOf, problemsOfChange } = await import('../../certifier/submission/admission.ts');
  const { base, date, seed, programme } = options;
  if (given === undefined && base === undefined)
    throw new UsageError('what shall be checked? give a folder, or --base and the branch that the request is for');
  const { root, folder } = given === undefined ? { root: process.cwd(), folder: undefined } : locate(given);
  const compared: Compared | undefined = base === undefined ? undefined : await comparedWith(root, base);
  const folders = folder !== undefined ? [folder] : compared === undefined ? [] : foldersIn(compared);
  const all: Admission[] = [];
  for (const each of folders) {
    const request = await requestFromDisk({
      root,
      folder: each,
      date,
      ...(compared === undefined ? {} : { compared }),
      ...(seed === undefined ? {} : { seed }),
      ...(programme === undefined ? {} : { programme }),
    });
    all.push(await admissionOf(request));
  }
  // What a request brings beside submissions is judged where it brings none, too.
  if (compared !== undefined && folders.length === 0) {
    const { changes } = compared;
    const problems = problemsOfChange({ changes, ...(programme === undefined ? {} : { programme }) });
    if (problems.length > 0) all.push({ folder: IMPLEMENTATIONS, problems });
  }
  return all;
}

/** The findings, and under each rule that was broken what to do, once. */
export async function problemText(problems: readonly Problem[]): Promise<string> {
  const { ADMISSION_RULES } = await import('../../certifier/submission/rules.ts');
  const broken = ADMISSION_RULES.filter(({ id }) => problems.some(({ rule }) => rule === id));
  return [
    ...problems.map(problemLine),
    ...(broken.length === 0 ? [] : ['']),
    ...broken.map(({ id, sentence, fix }) => `${id}: ${sentence} ${fix}`),
    ...(broken.length === 0 ? [] : ['']),
  ].join('\n');
}

export async function check(given: string | undefined, options: CheckOptions): Promise<number> {
  const all = await admissions(given, options);
  const problems = all.flatMap((each) => each.problems);
  if (options.format === 'json') await print(jsonText(all));
  else if (options.format === 'github') {
    const { formatProblems } = await import('../../governance/lint/formats.ts');
    await print(formatProblems(problems, 'github', []));
  } else await print(await problemText(problems));
  if (all.length === 0) tell('no submission in this change');
  else if (problems.length > 0) tell(counted(problems.length));
  else for (const { folder, freshness } of all) tell(`admissible: ${folder}${await freshText(freshness)}`);
  return problems.length === 0 ? EXIT.clean : EXIT.findings;
}

async function freshText(freshness: Admission['freshness']): Promise<string> {
  const { freshnessText } = await import('../../certifier/submission/seed.ts');
  return freshness === undefined ? '' : `; ${freshnessText(freshness)}`;
}

/** `accord submit --issue-seed acme/weather@1.4.2`: the seed that the newest commit of this branch gives for it. */
export async function issueSeed(what: string, base: string, date: string): Promise<number> {
  const [, vendor, name, version] = /^([^/@\s]+)\/([^/@\s]+)@(\S+)$/.exec(what) ?? [];
  if (vendor === undefined || name === undefined || version === undefined)
    throw new UsageError(`${what} is not of the form <vendor>/<product>@<version>; write acme/weather@1.4.2`);
  const { beaconsOf } = await import('../../certifier/submission/disk.ts');
  const { newestOn, SEED_DAYS, seedFrom } = await import('../../certifier/submission/seed.ts');
  const beacon = newestOn(date, beaconsOf(process.cwd(), base));
  if (beacon === undefined)
    throw new UsageError(`${base} has no commit of the last ${SEED_DAYS} days here; fetch the branch first`);
  await print(`${await seedFrom(beacon, { vendor, name, version })}\n`);
  return EXIT.clean;
}

const counted = (count: number): string => (count === 1 ? '1 problem' : `${count} problems`);
