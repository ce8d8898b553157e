/** The value of a text that stands where messages stand, read once, with the messages. */
import { type Json, parse } from './json.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

const values = remembered((view) => new Map(view.messages.map(({ seq, value }) => [seq, value])));

/** Undefined where the text is not JSON. */
export function valueIn(view: View, seq: number, text: string): Json | undefined {
  const known = values(view);
  return known.has(seq) ? known.get(seq) : parse(text);
}
