/** Requests to which no message comes: nothing at all, or over HTTP a status alone. */
import type { HeaderField } from '../../evidence/transcript.ts';
import { isObject, parse } from '../../judge/engine/json.ts';
import { onStatus } from './answer.ts';
import { askedFor, askedIn, isMeant, remember, type Which } from './asked.ts';
import { chain } from './change.ts';
import { isContent } from './content.ts';
import type { Mutant } from './mutant.ts';

/** Who asks for this waits for ever. */
export const silentTo =
  (which: Which): Mutant =>
  (event, memo) => {
    remember(event, memo);
    if (event.direction !== 'received') return [event];
    const message = 'text' in event ? parse(event.text ?? '') : undefined;
    const asked =
      askedIn(event, memo) ?? (isObject(message) && 'id' in message ? askedFor(event, message, memo) : undefined);
    return asked !== undefined && isMeant(which, asked, memo) ? [] : [event];
  };

/** Over HTTP: who asks for this is refused by a status, and no word beside it. What is meant is settled where the answer begins. */
export const refusedByStatus = (which: Which, status = 400, headers: readonly HeaderField[] = []): Mutant =>
  chain(
    onStatus(which, (response, _, memo) => {
      memo[`wordless:${response.exchange}`] = true;
      return { ...response, status, headers };
    }),
    (event, memo) => (isContent(event) && memo[`wordless:${event.exchange}`] === true ? [] : [event]),
  );
