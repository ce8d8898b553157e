/** The document in which a protected server says who issues its tokens. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { isObject, type JsonObject, parse } from '../../judge/engine/json.ts';
import { withHeader } from '../engine/answer.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';

const WELL_KNOWN = '/.well-known/oauth-protected-resource';

/** Whether this belongs to a question for the document. */
function isOfMetadata(event: WireDraft, memo: Memo): boolean {
  if (!('exchange' in event) || event.exchange === undefined) return false;
  const key = `metadata:${event.exchange}`;
  if (event.kind === 'request') memo[key] = event.target.startsWith(WELL_KNOWN);
  return memo[key] === true;
}

/** Changes the document. */
export const onMetadata =
  (change: (document: JsonObject) => JsonObject): Mutant =>
  (event, memo) => {
    if (!isOfMetadata(event, memo) || event.kind !== 'body') return [event];
    const document = parse(event.text ?? '');
    return [isObject(document) ? { ...event, text: JSON.stringify(change(document)) } : event] as readonly WireDraft[];
  };

/** There is no such document. */
export const unpublished: Mutant = (event, memo) => {
  if (!isOfMetadata(event, memo)) return [event];
  if (event.kind === 'response') return [{ ...event, status: 404, headers: [] }];
  return event.kind === 'body' ? [] : [event];
};

/** Whatever is not there is answered by the page of an application that finds its way by itself. */
export const pageForAll: Mutant = (event, memo) => {
  if (!isOfMetadata(event, memo)) return [event];
  if (event.kind === 'response' && event.status === 404) {
    memo[`page:${event.exchange}`] = true;
    return [{ ...event, status: 200, headers: withHeader([], 'Content-Type', 'text/html') }];
  }
  if (event.kind === 'body') return memo[`page:${event.exchange}`] === true ? [] : [event];
  if (event.kind !== 'end' || event.exchange === undefined || memo[`page:${event.exchange}`] !== true) return [event];
  const { connection, exchange } = event;
  return [
    { connection, exchange, kind: 'body', direction: 'received', text: '<!doctype html><title>Example</title>' },
    event,
  ];
};
