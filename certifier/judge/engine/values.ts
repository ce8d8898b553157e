/** The value of a text that stands where messages stand, read once, with the messages. */
import { type Json, parse } from './json.ts';
import { Places } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

const values = remembered((view) => {
  const found = new Places<Json>(view.events.at(-1)?.seq ?? 0);
  for (const { seq, value } of view.messages) if (value !== undefined) found.set(seq, value);
  return found;
});

/** Undefined where the text is not JSON. */
export function valueIn(view: View, seq: number, text: string): Json | undefined {
  const known = values(view).get(seq);
  return known === undefined ? parse(text) : known;
}
