/** Asking a person on a terminal; where there is none, everything that is missing is said at once, as the options that give it. */
import { createInterface } from 'node:readline/promises';
import { visible } from '../../certifier/report/safe.ts';
import type { Draft, Given } from '../../certifier/submission/draft.ts';
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

/** What was typed where a package was asked for may as well be an image or an endpoint. */
const optionOf = (option: keyof Given, said: string): keyof Given => {
  if (option !== 'purl') return option;
  if (/^https?:/.test(said)) return 'url';
  return said.includes('@sha256:') ? 'image' : 'purl';
};

/** Asks until nothing is missing; one answer may answer several questions. */
export async function complete(given: Given, draft: (given: Given) => Draft, who: Asker): Promise<Given> {
  let all = given;
  for (;;) {
    const { missing } = draft(all);
    const [first] = missing;
    if (first === undefined) return all;
    if (!who.present)
      throw new UsageError(
        `this is still missing: ${missing.map(({ option, asks }) => `--${option} (${asks})`).join('; ')}`,
      );
    const said = await who.ask(`${first.option}: ${visible(first.asks)}?`);
    if (said !== '') all = { ...all, [optionOf(first.option, said)]: said };
  }
}
