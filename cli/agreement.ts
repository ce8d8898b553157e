/**
 * `npm run agreement`: the official suite and ours under every mutant that theirs could see, and where a verdict is another one
 * than `certifier/agreement/` says. `-- --update` writes what they say today. Ids of requirements after it: these alone are run.
 */
import { brokenIn } from '../certifier/agreement/broken.ts';
import { type Agreement, COMPARED } from '../certifier/agreement/data.ts';
import { differencesOf } from '../certifier/agreement/differences.ts';
import { readAgreement, writeAgreement } from '../certifier/agreement/files.ts';
import { measure } from '../certifier/agreement/measure.ts';
import { problemsOf, type Row, rowsOf, type SeenBy } from '../certifier/agreement/reasons.ts';
import { visible } from '../certifier/report/safe.ts';
import { type Usage, wordsFor } from '../certifier/usage.ts';
import { EXIT, type ExitStatus, UsageError } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { ROOT } from './root.ts';
import { script } from './script.ts';
import { print, tell } from './terminal.ts';

const WORDS: Readonly<Record<SeenBy, string>> = {
  both: 'seen by both',
  ours: 'seen by ours alone',
  theirs: 'seen by theirs alone',
  neither: 'seen by neither',
};

function summary({ suite }: Agreement, rows: readonly Row[]): string {
  const counts = Object.entries(WORDS).map(([by, words]) => `${rows.filter((row) => row.by === by).length} ${words}`);
  return `${suite.name} ${suite.version} and ours, ${rows.length} comparisons: ${counts.join(', ')}\n`;
}

const USAGE: Usage = {
  script: 'npm run agreement',
  words: '[--update] [requirement …]',
  does: `Runs the official suite and ours under every mutant that theirs could see, or under those of the requirements that are named, and
says where a verdict is another one than certifier/agreement/ has.`,
  options: {
    requirement: 'its id: under the mutants of these alone',
    '--update': 'write what they say today',
  },
};

/** Requirement ids, and whether what is measured is to be written. */
function read(words: readonly string[]): { readonly ids: ReadonlySet<string>; readonly isUpdate: boolean } {
  const ids = words.filter((word) => word !== '--update');
  const known = new Set(COMPARED.flatMap(brokenIn).map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new UsageError(
      `no mutant breaks ${visible(unknown)} on the plain reference server over HTTP; accord list mutants names them all`,
    );
  return { ids: new Set(ids), isUpdate: words.includes('--update') };
}

async function run(words: readonly string[]): Promise<ExitStatus> {
  const { ids, isUpdate } = read(wordsFor(USAGE, words));
  return interruptible(async (signal) => {
    const only = ids.size === 0 ? {} : { only: { ids, others: readAgreement(ROOT).agreement } };
    const today = await measure({ signal, said: tell, ...only });
    if (isUpdate) writeAgreement(ROOT, today);
    const { agreement, reasons } = readAgreement(ROOT);
    const wrong = [...differencesOf(agreement, today, reasons), ...problemsOf(agreement, reasons)];
    const rows = rowsOf(today, reasons);
    const differing = rows.filter(({ by }) => by !== 'both');
    await print(
      differing
        .map((row) => `${row.revision} ${row.requirement}  ${WORDS[row.by]}: ${row.reason?.id ?? '?'}\n`)
        .join(''),
    );
    await print(summary(today, rows));
    await print(wrong.map((line) => `${line}\n`).join(''));
    return wrong.length > 0 ? EXIT.findings : EXIT.clean;
  });
}

await script(run);
