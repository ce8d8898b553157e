/** Certificates and submissions: checked, verified and judged again, one and a thousand. */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './certifying.ts';
import type { Sheet } from './sheet.ts';
import { storedCopies } from './stored.ts';
import { timed } from './timed.ts';

const STORED = 1000;
const SUBMISSION = 'implementations/modelcontextprotocol/server-everything/2026.8.31';
/** A public server, as most are: one revision, and what it lets anybody do. */
const REAL = 'implementations/drawio/mcp/1.6.1/stdio';
const CHECK_AIM_MS = 200;
const VERIFY_AIM_MS = 300;
/** As where the package lies where it cannot be written, and the first time of all. */
const NOTHING_COMPILED = { NODE_DISABLE_COMPILE_CACHE: '1' };
const RECHECK_AIM_MS = 60_000;

export async function benchCertificates(sheet: Sheet, { root, accord, out, runs }: Place): Promise<void> {
  sheet.heading('Submissions and certificates');
  const check = [accord, 'submit', '--check', SUBMISSION];
  sheet.timing(
    'submit.check',
    'accord submit --check, two transports judged again',
    await timed(check, runs, { cwd: root }),
    { aim: CHECK_AIM_MS },
  );
  const [key, certified] = [join(out, 'demo.key'), join(out, 'certified')];
  const runAccord = (...args: readonly string[]): void => {
    execFileSync(process.execPath, [accord, ...args], { stdio: 'ignore' });
  };
  const server = [process.execPath, join(root, 'dist/reference/main.js'), '--stdio'];
  runAccord('certify', '--fixture', '--out', certified, '--', ...server);
  runAccord('keygen', key);
  runAccord('issue', certified, '--key', key);
  const verify = [accord, 'verify', certified, '--key', `${key}.pub`];
  sheet.timing('certificate.verify', 'accord verify, judged again in two revisions', await timed(verify, runs), {
    aim: VERIFY_AIM_MS,
  });
  const real = join(out, 'real');
  cpSync(join(root, REAL), real, { recursive: true });
  runAccord('issue', real, '--key', key);
  sheet.timing(
    'certificate.verify.real',
    'accord verify, of a public server',
    await timed([accord, 'verify', real, '--key', `${key}.pub`], runs),
    { aim: VERIFY_AIM_MS },
  );
  sheet.timing(
    'certificate.verify.first',
    'accord verify, with nothing compiled before',
    await timed(verify, runs, { env: NOTHING_COMPILED }),
  );
  const stored = storedCopies(certified, join(out, 'stored'), STORED);
  sheet.timing(
    'certificate.recheck',
    `accord recheck of ${STORED} certificates, once`,
    await timed([accord, 'recheck', stored], 1, { warmUp: false }),
    { aim: RECHECK_AIM_MS },
  );
}
