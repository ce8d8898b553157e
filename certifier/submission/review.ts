/** What of a transcript becomes public: how much of what, and which texts look as if they should not. */
import type { Transcript } from '../evidence/transcript.ts';
import { at, parse } from '../judge/engine/json.ts';
import { type PrivateKind, privateTexts } from './private.ts';

/** What whoever submits knows of themselves and of their machine. */
export interface OwnText {
  readonly kind: 'name' | 'place on this machine';
  readonly text: string;
}

export interface Suspect {
  readonly kind: PrivateKind | OwnText['kind'];
  readonly text: string;
  readonly places: number;
}

export interface Review {
  readonly events: number;
  readonly stderrLines: number;
  /** Results of tool calls, with their length in characters. */
  readonly toolResults: { readonly count: number; readonly characters: number };
  /** Places in which the recorder replaced a declared secret. */
  readonly redacted: number;
  /** The commonest first. */
  readonly suspects: readonly Suspect[];
}

/** Shorter, and a name would be found by chance within words. */
const NAME_AT_LEAST = 4;
const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

export function reviewOf(transcript: Transcript, text: string, own: readonly OwnText[] = []): Review {
  const places = new Map<string, Suspect>();
  const add = (kind: Suspect['kind'], found: string): void => {
    const before = places.get(found);
    places.set(found, { kind, text: found, places: (before?.places ?? 0) + 1 });
  };
  for (const { kind, text: found } of privateTexts(text)) add(kind, found);
  for (const { kind, text: known } of own.filter(({ text: { length } }) => length >= NAME_AT_LEAST))
    for (const [found] of text.matchAll(new RegExp(`(?<![\\w.-])${literally(known)}(?![\\w.-])`, 'g')))
      if (!places.has(found) || places.get(found)?.kind === kind) add(kind, found);

  let [stderrLines, count, characters, redacted] = [0, 0, 0, 0];
  const called = new Set<string>();
  for (const event of transcript.events) {
    redacted += event.redacted ?? 0;
    if (event.kind === 'line' && event.stream === 'stderr') stderrLines += 1;
    const said = 'text' in event ? event.text : undefined;
    if (said === undefined) continue;
    const message = parse(said);
    const id = `${event.connection} ${JSON.stringify(at(message, 'id') ?? null)}`;
    if (at(message, 'method') === 'tools/call') called.add(id);
    else if (called.has(id) && at(message, 'result') !== undefined) {
      count += 1;
      characters += said.length;
    }
  }
  return {
    events: transcript.events.length,
    stderrLines,
    toolResults: { count, characters },
    redacted,
    suspects: [...places.values()].sort((a, b) => b.places - a.places),
  };
}
