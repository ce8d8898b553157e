/** specification/tools.md, content of a result. */
import { at, type Json, objectsIn } from '../../judge/engine/json.ts';
import { refuse } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onError, onResult } from '../engine/change.ts';
import { undeclared } from '../engine/faults.ts';
import { leadingNowhere, leadingToTheWeb } from '../engine/links.ts';
import type { Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { VERSION } from '../http/asked.ts';
import { simpleCalls } from './called.ts';

/** Tools that promise no structure give this one, and repeat it in text. */
const giving = (structuredContent: Json): Mutant =>
  chain(
    onResult('tools/list', ({ tools }, _, memo) => {
      for (const { name, outputSchema } of objectsIn(tools)) {
        if (outputSchema !== undefined) memo[`promises:${name}`] = true;
      }
      return undefined;
    }),
    onResult(simpleCalls, (result, { params }, memo) =>
      memo[`promises:${params.name}`] === true || result.isError === true || result.content === undefined
        ? undefined
        : { ...result, structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] },
    ),
  );

/** Nobody here knows these methods. The status of that is another since there are no sessions. */
const unknown = (prefix: string): Mutant => {
  const isModern = ({ params }: Asked): boolean => at(params, '_meta', VERSION) !== undefined;
  const error = { code: -32601, message: 'Method not found' };
  return chain(
    refuse((asked) => asked.method.startsWith(prefix) && isModern(asked), error, 404),
    refuse((asked) => asked.method.startsWith(prefix) && !isModern(asked), error),
    onError(
      () => error,
      ({ method }) => method.startsWith(prefix),
    ),
  );
};

export const mutants: Mutants = {
  /** A tool links to what cannot be read. */
  'tools.result.resource-link-fetchable': onResult('tools/call', (result) =>
    result.content === undefined ? undefined : { ...result, content: objectsIn(result.content).map(leadingNowhere) },
  ),

  /** There are no resources, but in results. Links lead elsewhere. */
  'tools.result.embedded-needs-capability': chain(
    undeclared('resources'),
    unknown('resources/'),
    onResult('tools/call', (result) =>
      result.content === undefined ? undefined : { ...result, content: objectsIn(result.content).map(leadingToTheWeb) },
    ),
    onResult('prompts/get', ({ messages, ...rest }) =>
      messages === undefined
        ? undefined
        : {
            ...rest,
            messages: objectsIn(messages).map((message) => ({ ...message, content: leadingToTheWeb(message.content) })),
          },
    ),
  ),

  /** An array, as later revisions allow it. */
  'tools.result.structured-object': giving(['pass', 'fail']),

  /** What is structured is not said in text again. */
  'tools.result.structured-as-text': onResult('tools/call', (result) =>
    result.structuredContent === undefined ? undefined : { ...result, content: [{ type: 'text', text: 'Done' }] },
  ),
};

export const liberties: Liberties = {
  /** The structure is null, and a text says so. */
  'tools.result.structured-any-json': giving(null),

  /** A result ends with a resource. */
  'tools.result.embedded-resource': onResult(simpleCalls, (result) => ({
    ...result,
    content: [
      ...objectsIn(result.content),
      { type: 'resource', resource: { uri: 'file:///accord/more.txt', mimeType: 'text/plain', text: 'More' } },
    ],
  })),

  /** A result ends with a link to a page of the web. */
  'tools.result.resource-link': onResult(simpleCalls, (result) => ({
    ...result,
    content: [
      ...objectsIn(result.content),
      { type: 'resource_link', uri: 'https://example.com/more.txt', name: 'more.txt' },
    ],
  })),
};
