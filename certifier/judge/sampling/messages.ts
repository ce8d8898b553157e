/** specification/sampling.md: messages, and the tools in them. */
import type { Check, Checks } from '../engine/check.ts';
import { canonical, isObject, type Json, type JsonObject, member, objectsIn, quote } from '../engine/json.ts';
import { groupBy } from '../engine/order.ts';
import type { View } from '../engine/view.ts';
import { instanceProblems } from '../schema/subject-schema.ts';
import { messagesOf, resultsIn, samplings, turns, usesIn } from './readers.ts';

const ROLES: ReadonlySet<unknown> = new Set(['user', 'assistant']);

interface Told {
  readonly expected: string;
  readonly actual: string;
}
/** What is wrong with a message, given the whole of them and its place; `undefined`: nothing; `null`: the rule does not apply to it. */
type Flaw = (
  message: JsonObject,
  all: readonly JsonObject[],
  index: number,
  revision: string,
) => Told | undefined | null;

const eachMessage =
  (text: string, flawOf: Flaw): Check =>
  (view, sink) => {
    for (const question of samplings(view)) {
      const all = messagesOf(question);
      for (const [index, message] of all.entries()) {
        const flaw = flawOf(message, all, index, view.revision);
        if (flaw === null) continue;
        sink.examined();
        if (flaw !== undefined) sink.finding({ message: text, ...flaw, seq: [...question.seq] });
      }
    }
  };

const isBlock = (value: unknown): boolean => typeof member(value, 'type') === 'string';

/** The results that a sampling request holds, each with the tool that it came from as far as the request says: by the last use with its id. */
function toolResults(view: View) {
  return samplings(view).flatMap((question) => {
    const tools = objectsIn(member(question.params, 'tools'));
    const names = new Map<Json, Json>();
    return messagesOf(question).flatMap((message) => {
      const found = resultsIn(message).map((result) => {
        const name = names.get(result.toolUseId ?? null);
        return { result, question, tool: tools.find((tool) => name !== undefined && tool.name === name) };
      });
      for (const { id, name } of usesIn(message)) names.set(id ?? null, name ?? null);
      return found;
    });
  });
}

/** Whether every member of the one is in the other, unchanged. */
const keeps = (meta: JsonObject, kept: Json | undefined): boolean =>
  Object.entries(meta).every(([name, value]) => canonical(member(kept, name) ?? null) === canonical(value));

/** Blocks of one kind that come again in a later request keep their `_meta`. `first` finds them where they were said first. */
const metaPreserved =
  (what: string, idOf: (block: JsonObject) => Json | undefined, inMessage: typeof usesIn, isAnswer: boolean): Check =>
  (view, sink) => {
    for (const { before, after } of turns(view)) {
      const said = isAnswer
        ? before.reactions.flatMap(({ value }) => inMessage(value))
        : messagesOf(before).flatMap(inMessage);
      // A model may count anew in each turn: one of those with its id is the same block.
      const again = groupBy(messagesOf(after).flatMap(inMessage), idOf);
      for (const block of said) {
        const meta = block._meta;
        const later = again.get(idOf(block)) ?? [];
        if (!isObject(meta) || Object.keys(meta).length === 0 || later.length === 0) continue;
        sink.examined();
        if (later.some((each) => keeps(meta, each._meta))) continue;
        sink.finding({
          message: `The \`_meta\` of ${what} is lost on the way into the next sampling request.`,
          expected: quote(meta),
          actual: quote(later[0]?._meta),
          seq: [...after.seq, ...before.seq],
        });
      }
    }
  };

export const checks: Checks = {
  'sampling.message.role': eachMessage('A message of a sampling request has no role that is one.', ({ role }) =>
    ROLES.has(role)
      ? undefined
      : { expected: '`role` "user" or "assistant"', actual: role === undefined ? 'no `role`' : quote(role) },
  ),

  'sampling.message.content': eachMessage(
    'A message of a sampling request has no content that is some.',
    ({ content }, _all, _index, revision) => {
      const mayBeList = revision >= '2025-11-25';
      if (isBlock(content) || (mayBeList && Array.isArray(content) && content.every(isBlock))) return undefined;
      return {
        expected: mayBeList ? '`content`, a block or an array of blocks' : '`content`, one block',
        actual: content === undefined ? 'no `content`' : quote(content),
      };
    },
  ),

  'sampling.messages.tool-results-only': eachMessage(
    'A message mixes results of tools with something else.',
    (message) => {
      if (message.role !== 'user' || resultsIn(message).length === 0) return null;
      const content = Array.isArray(message.content) ? message.content : [message.content ?? null];
      const other = content.find((block) => member(block, 'type') !== 'tool_result');
      return other === undefined ? undefined : { expected: 'nothing but `tool_result` blocks', actual: quote(other) };
    },
  ),

  'sampling.messages.use-result-balance': eachMessage(
    'A use of a tool has no result in the message after it.',
    (message, all, index) => {
      const uses = message.role === 'assistant' ? usesIn(message) : [];
      if (uses.length === 0) return null;
      const given = new Set(resultsIn(all[index + 1]).map(({ toolUseId }) => toolUseId));
      const open = uses.find(({ id }) => !given.has(id ?? null));
      if (open === undefined) return undefined;
      return { expected: `a \`tool_result\` for ${quote(open.id)}`, actual: quote(all[index + 1]) };
    },
  ),

  'sampling.messages.result-id': eachMessage('A result of a tool belongs to no use of one.', (message, all, index) => {
    const results = resultsIn(message);
    if (results.length === 0) return null;
    const ids = new Set(
      all
        .slice(0, index)
        .flatMap(usesIn)
        .map(({ id }) => id),
    );
    const stray = results.find(({ toolUseId }) => typeof toolUseId !== 'string' || !ids.has(toolUseId));
    if (stray === undefined) return undefined;
    return { expected: 'the `id` of a `tool_use` before it', actual: `\`toolUseId\` ${quote(stray.toolUseId)}` };
  }),

  'sampling.roles.tool-result-user': eachMessage(
    'Results of tools stand in a message that is not the user’s.',
    (message) => {
      // A role that is none is judged as such.
      if (resultsIn(message).length === 0 || !ROLES.has(message.role)) return null;
      return message.role === 'user' ? undefined : { expected: '`role` "user"', actual: quote(message.role) };
    },
  ),

  'sampling.tool-result.structured': (view, sink) => {
    for (const { result, tool, question } of toolResults(view)) {
      const schema = member(tool, 'outputSchema');
      if (schema === undefined || !Object.hasOwn(result, 'structuredContent') || result.isError === true) continue;
      const { judged, problems } = instanceProblems(schema, result.structuredContent);
      if (!judged) continue;
      sink.examined();
      const [problem] = problems;
      if (problem === undefined) continue;
      sink.finding({
        message: 'A structured result of a tool does not fit the schema that the request gives for it.',
        expected: `what \`outputSchema\` of ${quote(tool?.name)} asks for`,
        actual: `${problem.path === '' ? 'as a whole' : `at ${problem.path}`}: ${problem.message}`,
        seq: [...question.seq],
      });
    }
  },

  'sampling.tool-result.structured-object': (view, sink) => {
    for (const { result, question } of toolResults(view)) {
      if (!Object.hasOwn(result, 'structuredContent')) continue;
      sink.examined();
      if (isObject(result.structuredContent)) continue;
      sink.finding({
        message: 'A structured result of a tool is no object.',
        expected: '`structuredContent`, an object',
        actual: quote(result.structuredContent),
        seq: [...question.seq],
      });
    }
  },

  'sampling.tool-use.meta-preserved': metaPreserved('a use of a tool', ({ id }) => id, usesIn, true),
  'sampling.tool-result.meta-preserved': metaPreserved(
    'a result of a tool',
    ({ toolUseId }) => toolUseId,
    resultsIn,
    false,
  ),
};
