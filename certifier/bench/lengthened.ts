/**
 * Long transcripts from a recorded one, for the benchmark: what was really said, said again with ids, sessions and tasks of its own.
 * Two shapes, because a loop in a loop may hide in either: many conversations, and one that goes on and on.
 */
import type { Transcript, TranscriptEvent } from '../evidence/transcript.ts';
import { viewsOf } from '../judge/engine/view.ts';

export type Shape = 'many-conversations' | 'long-conversations';
export const SHAPES: readonly Shape[] = ['many-conversations', 'long-conversations'];
export const isShape = (word: string): word is Shape => (SHAPES as readonly string[]).includes(word);

/** Members that name a message, a stream or a task: a second time they would be the same one's. */
const NAMES =
  /"(id|requestId|job|progressToken|taskId|toolUseId|elicitationId|requestState|io\.modelcontextprotocol\/subscriptionId)":("(?:[^"\\]|\\.)*"|\d+)/g;
const STEP = 100_000_000;

const renamed = (text: string, copy: number): string =>
  text.replace(NAMES, (_, name: string, value: string) =>
    value.startsWith('"') ? `"${name}":"${copy}-${value.slice(1)}` : `"${name}":${Number(value) + copy * STEP}`,
  );

const FRESH: ReadonlySet<string> = new Set(['mcp-session-id', 'last-event-id']);

/** The same event in the copy of this number. Text is renamed where it stands: a malformed message stays as malformed as it was. */
function copied<E extends TranscriptEvent>(event: E, copy: number, shift: Shift, shape: Shape): E {
  const isFresh = (name: string): boolean =>
    FRESH.has(name.toLowerCase()) && (shape === 'many-conversations' || name.toLowerCase() === 'last-event-id');
  const by = (name: keyof Shift, holder: object): object => {
    const value: unknown = Reflect.get(holder, name);
    return typeof value === 'number' && value > 0 ? { [name]: value + copy * shift[name] } : {};
  };
  return {
    ...event,
    ...by('at', event),
    ...by('connection', event),
    ...by('process', event),
    ...by('exchange', event),
    ...('text' in event && event.text !== undefined ? { text: renamed(event.text, copy) } : {}),
    ...(event.kind === 'sse' && event.id !== undefined ? { id: `${copy}-${event.id}` } : {}),
    ...(event.kind === 'gave-up' && event.id !== undefined
      ? { id: typeof event.id === 'number' ? event.id + copy * STEP : `${copy}-${event.id}` }
      : {}),
    ...('headers' in event
      ? { headers: event.headers.map(([name, value]) => [name, isFresh(name) ? `${copy}-${value}` : value]) }
      : {}),
  };
}

interface Shift {
  readonly at: number;
  readonly connection: number;
  readonly process: number;
  readonly exchange: number;
}

const most = (events: readonly TranscriptEvent[], name: string): number =>
  events.reduce((greatest, event) => Math.max(greatest, Number(Reflect.get(event, name) ?? 0)), 0);

/** Where the first conversation of a view was established, and where its end begins. */
function middle(events: readonly TranscriptEvent[], connection: number): readonly [from: number, to: number] {
  const own = events.filter((event) => event.connection === connection);
  const begins = own.findIndex((event) => event.kind === 'mark' && event.mark === 'probe');
  const ends = own.findIndex(
    (event) =>
      (event.kind === 'end' && event.stream === 'stdin') || (event.kind === 'request' && event.method === 'DELETE'),
  );
  const last = own.at(-1)?.seq ?? 0;
  return [own[begins]?.seq ?? 1, ends === -1 ? last + 1 : (own[ends]?.seq ?? last + 1)];
}

/** A transcript of this many events. */
export function lengthened({ header, events }: Transcript, shape: Shape, count: number): Transcript {
  const whole: Shift = {
    at: Math.ceil(most(events, 'at')),
    connection: most(events, 'connection'),
    process: most(events, 'process'),
    exchange: most(events, 'exchange'),
  };
  if (shape === 'many-conversations') {
    const all: TranscriptEvent[] = [];
    for (let copy = 0; all.length < count; copy += 1)
      for (const event of events) {
        if (all.length === count) break;
        all.push({ ...copied(event, copy, whole, shape), seq: all.length + 1 });
      }
    return { header, events: all };
  }
  const firsts = viewsOf({ header, events }).map(({ connections }) => connections[0] as number);
  const parts = new Map(firsts.map((connection) => [connection, middle(events, connection)]));
  const placed = (where: 'before' | 'within' | 'after'): readonly TranscriptEvent[] =>
    events.filter(({ connection, seq }) => {
      const part = parts.get(connection);
      if (part === undefined) return false;
      return where === (seq < part[0] ? 'before' : seq < part[1] ? 'within' : 'after');
    });
  const within = placed('within');
  const after = placed('after');
  const all: TranscriptEvent[] = [];
  for (const event of placed('before')) all.push({ ...event, seq: all.length + 1 });
  const shift: Shift = { ...whole, connection: 0, process: 0 };
  let copy = 0;
  for (; all.length + after.length < count; copy += 1)
    for (const event of within) {
      if (all.length + after.length >= count) break;
      all.push({ ...copied(event, copy, shift, shape), seq: all.length + 1 });
    }
  for (const event of after) all.push({ ...copied(event, copy, shift, shape), seq: all.length + 1 });
  return { header, events: all };
}
