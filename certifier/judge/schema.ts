/** specification/schema.md */
import type { Checks } from './engine/check.ts';
import { type JsonObject, member, quote } from './engine/json.ts';
import { capabilityStatement } from './engine/lists.ts';
import { listings } from './engine/readers.ts';
import type { View } from './engine/view.ts';

/** A shorter description may well be said in the same words by chance. */
const SHORTEST = 40;

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

interface Described {
  readonly name: string;
  readonly text: string;
  readonly seq: number;
}

/** Descriptions of tools that are long enough to be known again, each where it was first given: tools are listed again and again. */
function described(view: View): readonly Described[] {
  const found = new Map<JsonObject, Described>();
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value, seq } of items) {
      if (found.has(value)) continue;
      const description = member(value, 'description');
      const text = typeof description === 'string' ? words(description) : '';
      found.set(value, { name: quote(member(value, 'name')), text, seq });
    }
  }
  return [...found.values()].filter(({ text }) => text.length >= SHORTEST);
}

export const checks: Checks = {
  'schema.instructions.focus': (view, sink) => {
    const tools = described(view);
    if (tools.length === 0) return;
    const seen = new Set<string>();
    for (const { result, response, request } of view.callsTo('server/discover')) {
      const instructions = member(result, 'instructions');
      if (typeof instructions !== 'string' || instructions.trim() === '' || seen.has(instructions)) continue;
      seen.add(instructions);
      sink.examined();
      const text = words(instructions);
      const tool = tools.find((each) => text.includes(each.text));
      if (tool === undefined) continue;
      sink.finding({
        message: `The instructions repeat the description of the tool ${tool.name}.`,
        expected: 'what no description of a tool says',
        actual: quote(tool.text),
        seq: [response?.seq ?? request.seq, tool.seq],
      });
    }
  },

  /** A permission: whatever is declared could make use of it, and nothing breaks it. */
  'schema.capabilities.own': (view, sink) => {
    if (capabilityStatement(view) !== undefined) sink.examined();
  },
};
