/** specification/progress.md: tokens that a server gives with its own requests. */
import type { Check, Checks } from '../engine/check.ts';
import { at, isObject, type Json, member, quote } from '../engine/json.ts';
import { endOf, isReplayed, type OwnRequest, ownRequests } from '../engine/own-requests.ts';
import type { View } from '../engine/view.ts';

export const isToken = (value: unknown): boolean => typeof value === 'string' || Number.isInteger(value);

const tokenIn = ({ message }: OwnRequest): Json | undefined => {
  const meta = at(message.value, 'params', '_meta');
  return isObject(meta) && Object.hasOwn(meta, 'progressToken') ? member(meta, 'progressToken') : undefined;
};
/** What has no token asks for no progress. */
const withToken = (view: View): readonly OwnRequest[] =>
  ownRequests(view).filter((each) => tokenIn(each) !== undefined);

const type: Check = (view, sink) => {
  for (const each of withToken(view)) {
    sink.examined();
    const token = tokenIn(each);
    if (isToken(token)) continue;
    sink.finding({
      message: `The progress token that the server gives with \`${each.method}\` is of another type than a token can be.`,
      expected: 'a string or an integer',
      actual: quote(token),
      seq: [each.message.seq],
    });
  }
};

/** Only requests that were open for certain: the one that began first had not ended in any way that would free its token. */
const unique: Check = (view, sink) => {
  /** Session → the request with a token that is open longest. */
  const longest = new Map<string, { readonly id: string; readonly end: number }>();
  /** Session and token → the last request that gave it. */
  const holders = new Map<string, OwnRequest>();
  for (const each of withToken(view)) {
    const { message, session, id } = each;
    // What is read when a stream is taken up again may have ended long before.
    if (isReplayed(view, message)) continue;
    const end = endOf(view, each) ?? message.seq;
    const other = longest.get(session);
    if (other !== undefined && other.id !== JSON.stringify(id) && other.end > message.seq) sink.examined();
    if (other === undefined || end > other.end) longest.set(session, { id: JSON.stringify(id), end });
    const token = `${session} ${JSON.stringify(tokenIn(each))}`;
    const holder = holders.get(token);
    const until = holder === undefined ? undefined : endOf(view, holder);
    if (holder !== undefined && holder.id !== id && until !== undefined && until > message.seq)
      sink.finding({
        message: 'The server gives the same progress token with two requests that are open at the same time.',
        expected: `another token than ${quote(tokenIn(each))}, which \`${holder.method}\` has`,
        actual: `the token ${quote(tokenIn(each))} with \`${each.method}\``,
        seq: [message.seq, holder.message.seq],
      });
    if (holder === undefined || end > (until ?? 0)) holders.set(token, each);
  }
};

export const checks: Checks = { 'progress.server-token.type': type, 'progress.server-token.unique': unique };
