/** A subject that is started as a child process and speaks over its standard streams. */
import type { Launch } from '../wire/process.ts';
import { openStdio, type Patience } from '../wire/stdio.ts';
import { minimalEnvironment } from './environment.ts';
import type { StdioSubject } from './subject.ts';

export interface StdioSubjectOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Variables that it needs beside the minimal environment. Their names are recorded, their values never. */
  readonly env?: Readonly<Record<string, string>>;
  /** In place of the minimal environment of ours, for a subject that is run in a place of its own. */
  readonly base?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly patience?: Partial<Patience>;
  /** How its processes are started: by the system, unless told otherwise. */
  readonly launch?: Launch;
}

export function stdioSubject({ command, env = {}, base, cwd, patience, launch }: StdioSubjectOptions): StdioSubject {
  if (command[0] === undefined || command[0] === '') {
    throw new TypeError('The command is empty; write the program and its arguments after `--`.');
  }
  const names = Object.keys(env).sort();
  return {
    transport: 'stdio',
    described: {
      role: 'server',
      transport: 'stdio',
      command: [...command],
      ...(names.length === 0 ? {} : { env: names }),
    },
    open: ({ recorder, limits }) =>
      openStdio({
        command,
        env: { ...(base ?? minimalEnvironment()), ...env },
        recorder,
        ...(cwd === undefined ? {} : { cwd }),
        ...(limits === undefined ? {} : { limits }),
        ...(patience === undefined ? {} : { patience }),
        ...(launch === undefined ? {} : { launch }),
      }),
  };
}
