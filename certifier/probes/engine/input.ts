/**
 * What our client answers when a subject asks for a form, for its model or for its roots: the same for the same seed. A probe says in
 * which manner: as a good client whose user agrees, or as one that declines or makes a mistake.
 */
import { argumentsFor } from './arguments.ts';
import { token } from './ids.ts';
import type { JsonObject } from './reply.ts';

export interface Manner {
  /** `misfit`: the form is accepted with values that its schema does not allow. */
  readonly form?: 'accept' | 'decline' | 'cancel' | 'misfit';
  /** `malformed`: what the model said has no role and no content. */
  readonly model?: 'message' | 'malformed';
}

/** A folder that no machine has: nothing is ever found or changed there. */
export const ROOT = 'file:///accord/no-such-folder';

/** The model calls tools this often before it says something. */
const TOOL_TURNS = 2;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** For each field a value of a type that it does not have. */
function misfit(schema: unknown): JsonObject {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      isObject(property) && property.type === 'string' ? 42 : 'accord',
    ]),
  );
}

function elicited(params: JsonObject, seed: string, manner: Manner): JsonObject {
  const { form = 'accept' } = manner;
  if (form === 'decline' || form === 'cancel') return { action: form };
  // That a page was opened is all that a client knows.
  if (params.mode === 'url') return { action: 'accept' };
  const schema = params.requestedSchema;
  if (form === 'misfit') return { action: 'accept', content: misfit(schema) };
  return { action: 'accept', content: argumentsFor(schema, seed) ?? {} };
}

function sampled(params: JsonObject, seed: string, { model = 'message' }: Manner): JsonObject {
  if (model === 'malformed') return { model: 'accord' };
  const tools = objectsIn(params.tools);
  const turns = objectsIn(params.messages).filter(({ role }) => role === 'assistant').length;
  const mayUse =
    tools.length > 0 && turns < TOOL_TURNS && !(isObject(params.toolChoice) && params.toolChoice.mode === 'none');
  const base = { role: 'assistant', model: 'accord' };
  if (!mayUse)
    return { ...base, stopReason: 'endTurn', content: { type: 'text', text: `accord-${token(seed, 'sampled')}` } };
  // Two at once in the first turn, one in the next.
  const uses = (turns === 0 ? [0, 1] : [0]).map((index) => {
    const tool = tools[index % tools.length] as JsonObject;
    const id = `call-${token(seed, `use/${turns}/${index}`)}`;
    return {
      type: 'tool_use',
      id,
      name: tool.name,
      input: argumentsFor(tool.inputSchema, seed) ?? {},
      _meta: { 'accord/cached': id },
    };
  });
  return { ...base, stopReason: 'toolUse', content: uses };
}

/** The result that the client gives for this question; undefined for what is none. */
export function inputFor(
  method: string,
  params: JsonObject,
  seed: string,
  manner: Manner = {},
): JsonObject | undefined {
  if (method === 'elicitation/create') return elicited(params, seed, manner);
  if (method === 'sampling/createMessage') return sampled(params, seed, manner);
  if (method === 'roots/list') return { roots: [{ uri: ROOT, name: 'accord' }] };
  return undefined;
}
