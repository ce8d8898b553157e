/** specification/http.md: streams whose connection ends before they do, and how they go on. */
import type { WireDraft } from '../../evidence/transcript.ts';
import { at, type Json, parse } from '../../judge/engine/json.ts';
import { isNotification } from '../../judge/engine/message.ts';
import { remember } from '../engine/asked.ts';
import { chain, type OfKind, onEvent } from '../engine/change.ts';
import { eventOn } from '../engine/content.ts';
import type { Liberties, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { isStanding, type OpenStream, openStreams } from './elsewhere.ts';

type SseDraft = OfKind<'sse'>;

/** Changes the events of streams: undefined leaves one as it was. */
const onStream =
  (change: (event: SseDraft, stream: OpenStream, memo: Memo) => readonly WireDraft[] | undefined): Mutant =>
  (event, memo) => {
    const open = openStreams(event, memo);
    const stream = event.kind === 'sse' ? open.get(event.exchange) : undefined;
    return stream === undefined ? [event] : (change(event as SseDraft, stream, memo) ?? [event]);
  };

const saysNothing = ({ text, comment }: SseDraft): boolean => text === '' && comment === undefined;

/** What stands first on a stream that is taken up again. */
const beginsAgainWith =
  (say: (stream: OpenStream & { readonly after: string }, memo: Memo) => WireDraft | undefined): Mutant =>
  (event, memo) => {
    const open = openStreams(event, memo);
    const stream = event.kind === 'response' ? open.get(event.exchange) : undefined;
    if (stream?.after === undefined) return [event];
    const said = say({ ...stream, after: stream.after }, memo);
    return said === undefined ? [event] : [event, said];
  };

/** Keeps the last notification of streams that nobody's request opened. */
const keepsNotifications = onStream((event, stream, memo) => {
  if (isStanding(stream) && isNotification(parse(event.text))) memo.kept = event;
  return undefined;
});

/** Keeps to which call the stream of each event belongs, by the token under which it tells its progress. */
const keepsTokens: Mutant = (event, memo) => {
  remember(event, memo);
  if (event.kind === 'request')
    memo[`token:${event.exchange}`] = at(parse(event.text ?? ''), 'params', '_meta', 'progressToken');
  if (event.kind === 'sse' && event.id !== undefined) memo[`of:${event.id}`] = memo[`token:${event.exchange}`];
  return [event];
};

export const mutants: Mutants = {
  /** The connection is closed without a word about when to come back. */
  'http.sse.retry-before-close': onEvent('sse', ({ retry, ...event }) =>
    retry === undefined ? undefined : saysNothing(event) && event.id === undefined ? [] : event,
  ),

  /** Messages are kept by session: who comes back hears what went over the other stream meanwhile, too. */
  'http.resume.no-cross-stream': chain(
    keepsNotifications,
    beginsAgainWith(({ connection, exchange }, memo) =>
      memo.kept === undefined ? undefined : { ...(memo.kept as SseDraft), connection, exchange },
    ),
  ),
};

export const liberties: Liberties = {
  /** The streams of calls can be taken up again, and the standing ones cannot. */
  'http.resume.server-may': onStream((event, stream) => {
    if (!isStanding(stream) || event.id === undefined) return undefined;
    const { id: _, ...rest } = event;
    return saysNothing(rest) ? [] : [rest];
  }),

  /** When to come back is said with the first id, and not again. */
  'http.sse.server-closes-connection': onStream((event, stream) => {
    if (stream.by !== 'tools/call' || !saysNothing(event)) return undefined;
    return event.id === undefined ? [] : [{ ...event, retry: 500 }];
  }),

  /** What the call had told of its progress meanwhile comes first. */
  'http.resume.server-replays': chain(
    keepsTokens,
    beginsAgainWith((stream, memo) => {
      const progressToken = memo[`of:${stream.after}`] as Json | undefined;
      if (progressToken === undefined) return undefined;
      const params = { progressToken, progress: 0.5 };
      const progress = eventOn(stream, { jsonrpc: '2.0', method: 'notifications/progress', params });
      return { ...progress, id: `${stream.after}/1` };
    }),
  ),
};
