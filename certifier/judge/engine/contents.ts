/** The blocks of content that a server hands out, wherever they stand. */
import { isObject, type JsonObject, member, objectsIn } from './json.ts';
import { isFinal } from './readers.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export interface Placed {
  readonly value: JsonObject;
  /** The message that holds it, and the request that it answers. */
  readonly seq: readonly number[];
  /** The method of that request. */
  readonly method: string;
}

const placed = (view: View, method: string, inside: (result: JsonObject) => readonly unknown[]): readonly Placed[] =>
  view.callsTo(method).flatMap(({ result, response, request }) => {
    if (result === undefined || !isFinal(result)) return [];
    const seq = [response?.seq ?? request.seq, request.seq];
    return inside(result)
      .filter(isObject)
      .map((value) => ({ value, seq, method }));
  });

/** Content blocks of the messages of prompts. */
export const promptBlocks = remembered((view): readonly Placed[] =>
  placed(view, 'prompts/get', (result) =>
    objectsIn(member(result, 'messages')).map((message) => member(message, 'content')),
  ),
);

/** Content blocks of the results of tools. */
export const toolBlocks = remembered((view): readonly Placed[] =>
  placed(view, 'tools/call', (result) => objectsIn(member(result, 'content'))),
);

/** Content blocks of prompts and tools. */
export const blocks = (view: View): readonly Placed[] => [...promptBlocks(view), ...toolBlocks(view)];

/** The resource that a block embeds. */
export function embedded({ value, ...place }: Placed): Placed | undefined {
  const resource = member(value, 'type') === 'resource' ? member(value, 'resource') : undefined;
  return isObject(resource) ? { ...place, value: resource } : undefined;
}

/** Contents of resources: those that were read, and those that a block embeds. */
export const resourceContents = remembered((view): readonly Placed[] => [
  ...placed(view, 'resources/read', (result) => objectsIn(member(result, 'contents'))),
  ...blocks(view).flatMap((block) => embedded(block) ?? []),
]);
