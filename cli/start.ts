/**
 * What `npm start` runs: certifies the bundled reference server over both transports, shows what came of it, verifies the
 * demonstration certificates, builds the site with the results on it, and serves it. `--once` does all but the serving.
 */
import { relative } from 'node:path';
import { catalogue } from '../certifier/catalogue/catalogue.ts';
import { generateKey, type SigningKey } from '../certifier/certificate/keys.ts';
import { referenceCommand, startHttpReference } from '../certifier/reference/reference.ts';
import { padEnd } from '../certifier/report/columns.ts';
import { painter } from '../certifier/report/paint.ts';
import { pretty } from '../certifier/report/pretty.ts';
import { observedWords, runTitle, VERDICT_MARK, VERDICT_WORD } from '../certifier/report/words.ts';
import { httpSubject } from '../certifier/subject/http.ts';
import { stdioSubject } from '../certifier/subject/stdio.ts';
import { type Usage, wordsFor } from '../certifier/usage.ts';
import { type Demonstration, demonstrate } from './demonstration.ts';
import { EXIT, type ExitStatus, Interrupted, statusOf } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { failure } from './main.ts';
import { ROOT } from './root.ts';
import { PUBLIC_KEY_FILE } from './run-files.ts';
import { buildSite, serveSite } from './site.ts';
import { hasColour, print, tell, watchStreams, widthOf } from './terminal.ts';
import { verificationText } from './verification-text.ts';

const terminal = { colour: hasColour(process.stdout), width: widthOf(process.stdout) };
const paint = painter(terminal.colour);

async function demonstrateBoth(key: SigningKey, signal: AbortSignal): Promise<readonly Demonstration[]> {
  const http = await startHttpReference();
  try {
    const how = { key, signal, root: ROOT };
    return await Promise.all([
      demonstrate(stdioSubject({ command: referenceCommand() }), 'reference-stdio', how),
      demonstrate(httpSubject({ url: http.url }), 'reference-http', how),
    ]);
  } finally {
    await http.close();
  }
}

/** A clean result in one line for each run; anything else as the whole report. */
async function show({ folder, measured, verification, refused }: Demonstration): Promise<ExitStatus> {
  const { report, transcript, problem } = measured;
  const status = problem === undefined ? statusOf(report, false) : EXIT.noVerdict;
  const place = relative(process.cwd(), folder) || '.';
  if (problem !== undefined) tell(`accord: ${problem.message} ${problem.advice}`);
  else if (status !== EXIT.clean) await print(pretty(report, { catalogue, transcript, place, ...terminal }));
  else {
    const { name, version } = report.subject;
    await print(`${paint('bold', `${name} ${version ?? ''}`.trim())}\n`);
    for (const run of report.runs) {
      const verdict = paint('green', `${VERDICT_MARK[run.verdict]} ${VERDICT_WORD[run.verdict]}`);
      await print(`  ${verdict}  ${padEnd(runTitle(run), 30)}  ${observedWords(run)}\n`);
    }
  }
  await print(`\n${paint('dim', place)}\n`);
  if (verification === undefined) {
    tell(`No certificate: ${refused}.`);
    return status === EXIT.clean ? EXIT.findings : status;
  }
  await print(`${verificationText(verification, terminal)}\n`);
  tell(`Verify it again: npm run -s accord -- verify ${place} --key ${place}/${PUBLIC_KEY_FILE}\n`);
  return verification.result === 'verified' ? status : EXIT.findings;
}

async function start(once: boolean): Promise<ExitStatus> {
  return interruptible(async (signal) => {
    tell('Certifying the bundled reference server over stdio and over HTTP.\n');
    const statuses: ExitStatus[] = [];
    for (const each of await demonstrateBoth(generateKey(), signal)) statuses.push(await show(each));
    const status = statuses.find((each) => each !== EXIT.clean) ?? EXIT.clean;

    tell('Building the site with these results on it.');
    const said = await buildSite(signal);
    signal.throwIfAborted();
    if (said !== undefined) {
      tell(`${said}\naccord: the site was not built; what Astro said stands above`);
      return EXIT.noVerdict;
    }
    tell('Built: dist/site');
    if (!once) await serveSite(signal, (url) => tell(`Serving at ${url} (Ctrl-C ends it)`));
    return status;
  });
}

const USAGE: Usage = {
  script: 'npm start',
  words: '[--once]',
  does: `Certifies the bundled reference server over stdio and over HTTP, in both revisions, shows what came of it, and writes report,
transcript, a demonstration certificate and a badge to .accord/latest/; verifies the certificates; builds the site with these
results on it, and serves it until Ctrl-C.`,
  options: { '--once': 'do all but the serving' },
};

watchStreams();
try {
  process.exitCode = await start(wordsFor(USAGE).includes('--once'));
} catch (cause) {
  const { status, line } = failure(cause);
  if (line !== undefined) tell(line);
  // Ending a server that serves is how one leaves it.
  process.exitCode = cause instanceof Interrupted ? EXIT.interrupted : status;
}
