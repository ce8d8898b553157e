/**
 * `npm run implementations`: runs what the programme has published again, and says where an outcome is another one now.
 * `-- --update` records and judges everything anew instead, and writes it.
 */
import { observedWords, runTitle, VERDICT_MARK, VERDICT_WORD } from '../certifier/report/words.ts';
import { differenceText } from '../certifier/submission/outcomes.ts';
import { ofProgramme, type Published, remake, reportIn } from '../certifier/submission/programme.ts';
import { reproduce } from '../certifier/submission/reproduce/reproduce.ts';
import { type Usage, wordsFor } from '../certifier/usage.ts';
import { each } from './each.ts';
import { EXIT, type ExitStatus } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { ROOT } from './root.ts';
import { script } from './script.ts';
import { print, tell } from './terminal.ts';

const verdicts = (published: Published): string =>
  published.transports
    .flatMap((transport) => reportIn(ROOT, published, transport).runs)
    .map(
      (run) => `  ${VERDICT_MARK[run.verdict]} ${VERDICT_WORD[run.verdict]}  ${runTitle(run)}, ${observedWords(run)}\n`,
    )
    .join('');

async function update(published: Published, signal: AbortSignal): Promise<void> {
  await remake(ROOT, published, { installation: ROOT, signal });
  await print(`${published.folder}\n${verdicts(published)}`);
}

async function compare(published: Published, signal: AbortSignal): Promise<number> {
  let differing = 0;
  for (const transport of published.transports) {
    const submitted = reportIn(ROOT, published, transport);
    const { compared, differences } = await reproduce(published.submission, transport, submitted, {
      installation: ROOT,
      signal,
    });
    const said = differences.length === 0 ? `${compared} outcomes agree` : `${differences.length} outcomes differ`;
    await print(
      `${published.folder}/${transport}: ${said}\n${differences.map((line) => `  ${differenceText(line)}\n`).join('')}`,
    );
    differing += differences.length;
  }
  return differing;
}

const USAGE: Usage = {
  script: 'npm run implementations',
  words: '[--update]',
  does: `Runs what the programme has published below implementations/ again, and says where an outcome is another one now.`,
  options: { '--update': 'record and judge everything anew instead, and write it' },
};

async function run(given: readonly string[]): Promise<ExitStatus> {
  const words = wordsFor(USAGE, given);
  return interruptible(async (signal) => {
    let differing = 0;
    await each(ofProgramme(ROOT), async (published) => {
      if (words.includes('--update')) await update(published, signal);
      else differing += await compare(published, signal);
    });
    if (differing > 0) tell(`${differing} outcomes differ; npm run implementations -- --update writes those of today`);
    return differing > 0 ? EXIT.findings : EXIT.clean;
  });
}

await script(run);
