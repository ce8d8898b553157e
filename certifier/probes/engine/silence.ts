/** Why a process that runs has answered nothing: what it wrote instead, or when, says what is wrong with it. */
import type { Transcript } from '../../evidence/transcript.ts';
import { lastWords } from './ending.ts';
import { jsonObject } from './reply.ts';

export interface Silence {
  /** A sentence after a space, or nothing. */
  readonly message: string;
  readonly advice: string;
}

const CHECK = 'Check that it is an MCP server, and that it speaks this transport.';

/** Of an endpoint, whose answers alone are seen. */
export const UNHEARD: Silence = { message: '', advice: `${CHECK} A slow start needs a longer --start-timeout.` };

const LONGEST = 200;

export function silenceOf({ events }: Transcript): Silence {
  const closed = new Set<number>();
  let noise: string | undefined;
  for (const event of events) {
    if (event.kind === 'end' && event.stream === 'stdin') closed.add(event.connection);
    if (event.kind !== 'line' || event.stream !== 'stdout') continue;
    if (jsonObject(event.text) === undefined) noise ??= event.text;
    else if (closed.has(event.connection)) {
      return {
        message: ' Its answers came only when its stdin was closed.',
        advice:
          'Let it write out each answer at once: a program whose stdout is a pipe often keeps its output back (in Python, print(…, flush=True)). If it only started slowly, give it a longer --start-timeout.',
      };
    }
  }
  if (noise !== undefined) {
    return {
      message: ` It wrote to stdout what is no message: “${noise.trim().slice(0, LONGEST)}”.`,
      advice: `${CHECK} Logs belong on stderr.`,
    };
  }
  const said = lastWords(events);
  return {
    message: said === undefined ? '' : ` The last line on its stderr is “${said}”.`,
    advice: `${UNHEARD.advice} If the command first compiles or installs something (go run, npx, uvx), run it once by hand before.`,
  };
}
