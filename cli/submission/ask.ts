/** Asking a person on a terminal; where there is none, everything that is missing is said at once, as the options that give it. */
import { createInterface } from 'node:readline/promises';
import { visible } from '../../certifier/report/safe.ts';
import type { Question } from '../../certifier/submission/draft.ts';
import { Interrupted, UsageError } from '../exit.ts';

export interface Asker {
  /** Whether there is somebody to ask. */
  readonly present: boolean;
  ask(question: string): Promise<string>;
  close(): void;
}

/** Questions go to stderr: stdout is for what a program reads. */
export function asker(input = process.stdin, output = process.stderr): Asker {
  const present = input.isTTY === true && output.isTTY === true;
  if (!present)
    return { present, ask: () => Promise.reject(new Error('there is nobody to ask')), close: () => undefined };
  const lines = createInterface({ input, output });
  const controller = new AbortController();
  lines.on('SIGINT', () => controller.abort());
  lines.on('close', () => controller.abort());
  return {
    present,
    ask: async (question) => {
      try {
        return (await lines.question(`${question} `, { signal: controller.signal })).trim();
      } catch {
        throw new Interrupted('interrupted');
      }
    },
    close: () => lines.close(),
  };
}

export async function answers(missing: readonly Question[], who: Asker): Promise<Readonly<Record<string, string>>> {
  if (missing.length === 0) return {};
  if (!who.present)
    throw new UsageError(
      `this is still missing: ${missing.map(({ option, asks }) => `--${option} (${asks})`).join('; ')}`,
    );
  const given: Record<string, string> = {};
  for (const { option, asks } of missing) {
    for (;;) {
      const said = await who.ask(`${option}: ${visible(asks)}?`);
      if (said === '') continue;
      given[option] = said;
      break;
    }
  }
  return given;
}
