/** The blocks of content that a server hands out, wherever they stand. */
import { isObject, type JsonObject, member, objectsIn } from './json.ts';
import { questionsOf } from './questions.ts';
import { isFinal } from './readers.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

export interface Placed {
  readonly value: JsonObject;
  readonly connection: number;
  /** The message that holds it, and the request that it answers. */
  readonly seq: readonly number[];
  /** The method of that request; of content that a model is asked with, what the server asks. */
  readonly method: string;
}

const SAMPLING = 'sampling/createMessage';
/** Where content of this method stands, in words. */
export const placeOf = (method: string): string =>
  method === SAMPLING ? 'a request for sampling' : `the answer to \`${method}\``;

const placed = (view: View, method: string, inside: (result: JsonObject) => readonly unknown[]): readonly Placed[] =>
  view.callsTo(method).flatMap(({ result, response, request, connection }) => {
    if (result === undefined || !isFinal(result)) return [];
    const seq = [response?.seq ?? request.seq, request.seq];
    return inside(result)
      .filter(isObject)
      .map((value) => ({ value, connection, seq, method }));
  });

/** Content blocks of the messages of prompts. */
export const promptBlocks = remembered((view): readonly Placed[] =>
  placed(view, 'prompts/get', (result) =>
    objectsIn(member(result, 'messages')).map((message) => member(message, 'content')),
  ),
);

/** Content blocks of the results of tools, from the call itself or from the task that it began. */
export const toolBlocks = remembered((view): readonly Placed[] =>
  ['tools/call', 'tasks/result'].flatMap((method) =>
    placed(view, method, (result) => objectsIn(member(result, 'content'))),
  ),
);

/** Content blocks with which a model is asked, and those of results of tools in them. What the model said before, the client had given. */
const askedBlocks = remembered((view): readonly Placed[] =>
  questionsOf(view, SAMPLING).flatMap(({ params, seq, connection }) =>
    objectsIn(member(params, 'messages'))
      .filter(({ role }) => role !== 'assistant')
      .flatMap(({ content }) => (isObject(content) ? [content] : objectsIn(content)))
      .flatMap((block) => (block.type === 'tool_result' ? objectsIn(block.content) : [block]))
      .map((value) => ({ value, connection, seq, method: SAMPLING })),
  ),
);

/** Content blocks of tools, and of what a model is asked with. */
export const otherBlocks = remembered((view): readonly Placed[] => [...toolBlocks(view), ...askedBlocks(view)]);

/** All content blocks. */
export const blocks = remembered((view): readonly Placed[] => [...promptBlocks(view), ...otherBlocks(view)]);

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
