/** Running the artifact of a submission again, as the submission says, in a place of its own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CertifyOptions, certify } from '../../certify.ts';
import type { Transport } from '../../evidence/transcript.ts';
import { httpSubject } from '../../subject/http.ts';
import { stdioSubject } from '../../subject/stdio.ts';
import type { Subject } from '../../subject/subject.ts';
import { launchOf } from '../launch.ts';
import type { MaskedText } from '../mask.ts';
import type { Submission, SubmissionRun } from '../submission.ts';
import { artifactOf, ReproduceRefused } from './artifact.ts';
import { contained } from './container.ts';
import { openSandbox, type Sandbox } from './sandbox.ts';
import { freePort, type Served, serve } from './serve.ts';

export interface Again {
  /** Take packages from this installation, and from no registry. */
  readonly installation?: string;
  /** Values of the variables that the submission names. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** An image with Node, in which the command is run; on this machine itself when absent. */
  readonly container?: string;
}

export interface Recorded {
  readonly transcript: string;
  /** What of this machine may stand in it. */
  readonly masks: readonly MaskedText[];
}

/** `npx -y @acme/weather@1.4.2 --fast`: the program of the package that was installed, and nothing that is got now. */
function launched(command: readonly string[], work: string): readonly string[] {
  const launch = launchOf(command);
  if (launch === undefined) return command;
  const { launcher, of, artifacts, program, args, unknown } = launch;
  const [spec = ''] = artifacts;
  // What a launcher gets by itself, nobody has held against the digest.
  if (of !== 'npm' || launcher.startsWith('deno') || unknown !== undefined)
    throw new ReproduceRefused(
      `${launcher} would get ${spec === '' ? 'the artifact' : spec} by itself, whatever its digest; only what npm installs is started here`,
    );
  const name = spec.replace(/(?<=.)@[^@/]*$/, '');
  const folder = join('node_modules', name);
  const manifest = join(work, folder, 'package.json');
  if (name === '' || artifacts.length > 1 || !existsSync(manifest))
    throw new ReproduceRefused(`${launcher} ${artifacts.join(' ')} is not the package of the submission`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly bin?: string | Record<string, string> };
  const own = name.split('/').at(-1) ?? '';
  const all: Readonly<Record<string, string>> = typeof bin === 'string' ? { [own]: bin } : (bin ?? {});
  const file = program === undefined ? (all[own] ?? Object.values(all)[0]) : all[program];
  if (file === undefined)
    throw new ReproduceRefused(
      program === undefined
        ? `${spec} has no program that ${launcher} could start`
        : `${spec} has no program ${program}`,
    );
  return ['node', join(folder, file), ...args];
}

const withPort = (text: string, port: number): string => text.replaceAll('{port}', String(port));

interface Opened {
  readonly subject: Subject;
  readonly served?: Served;
}

async function open(said: SubmissionRun, transport: Transport, { work, env }: Sandbox, again: Again): Promise<Opened> {
  const missing = (said.env ?? []).find((name) => again.env?.[name] === undefined);
  if (missing !== undefined)
    throw new ReproduceRefused(
      `it needs ${missing}, whose value only its submitter has; give one with --env ${missing}`,
    );
  const given = again.env ?? {};
  const plain = launched(said.command ?? [], work);
  const { container: image } = again;
  const variables = [...Object.keys(given), ...(said.port === undefined ? [] : [said.port])];
  const listens = transport === 'streamable-http';
  const inside = { network: said.network, work, env: variables, listens };
  const command = image === undefined ? plain : contained(plain, { ...inside, image });
  if (transport === 'stdio') return { subject: stdioSubject({ command, env: given, base: env, cwd: work }) };
  const port = await freePort();
  const served = await serve({
    command: command.map((each) => withPort(each, port)),
    env: { ...env, ...given, ...(said.port === undefined ? {} : { [said.port]: String(port) }) },
    cwd: work,
    port,
    ...(again.signal === undefined ? {} : { signal: again.signal }),
  });
  return { subject: httpSubject({ url: withPort(said.url ?? '', port) }), served };
}

/** Of a submission that names no seed: what is run again is asked the same each time. */
const OUR_SEED = 'accord';

const optionsOf = ({ options = {} }: SubmissionRun, seed = OUR_SEED): CertifyOptions => ({
  seed,
  ...(options.revision === undefined ? {} : { revision: options.revision }),
  ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout }),
  fixture: options.fixture ?? false,
  allowTools: options['allow-tools'] ?? [],
});

/** Throws `ReproduceRefused` where it cannot be run here. */
export async function recordAgain(submission: Submission, transport: Transport, again: Again = {}): Promise<Recorded> {
  const said = submission.run[transport];
  if (said === undefined) throw new ReproduceRefused(`the submission says nothing of ${transport}`);
  const place = artifactOf(submission.subject, again.installation);
  const sandbox = openSandbox(again.installation);
  let served: Served | undefined;
  try {
    await place(sandbox.work);
    const opened = await open(said, transport, sandbox, again);
    served = opened.served;
    const lines: string[] = [];
    const { problem } = await certify(opened.subject, {
      ...optionsOf(said, submission.seed),
      ...(again.signal === undefined ? {} : { signal: again.signal }),
      onTranscriptLine: (line) => void lines.push(`${line}\n`),
    });
    if (problem !== undefined) throw new ReproduceRefused(`${problem.message} ${problem.advice}`);
    return { transcript: lines.join(''), masks: sandbox.masks };
  } finally {
    await served?.close();
    sandbox.remove();
  }
}
