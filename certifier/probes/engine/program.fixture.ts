/** A client in conversation with a process that does with each message what a line of JavaScript says. */
import { recording } from '../../evidence/evidence.fixture.ts';
import type { Recorder } from '../../evidence/recorder.ts';
import { openStdio } from '../../wire/stdio.ts';
import { Client } from './client.ts';

/** What `does` finds: the message's `id`, `method` and `params`, and `answer` for its result. Milliseconds a request is waited for. */
export async function withProgram<T>(
  { does, timeout }: { readonly does: string; readonly timeout: number },
  run: (client: Client, recorder: Recorder) => Promise<T>,
): Promise<T> {
  const { recorder } = recording();
  const program = `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method, params } = JSON.parse(line);
    const answer = (result = {}) => console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
    ${does}
  });`;
  const env = { PATH: process.env.PATH ?? '' };
  const wire = openStdio({ command: [process.execPath, '-e', program], env, recorder });
  try {
    return await run(new Client({ recorder, wire, revision: '2025-11-25', seed: 's', timeout }), recorder);
  } finally {
    await wire.close();
  }
}
