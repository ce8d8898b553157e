/** specification/sampling.md, capabilities and requests. */
import { at, isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { declaredIn } from '../engine/asked.ts';
import { without } from '../engine/change.ts';
import type { Liberties, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { asksMeanwhile, onParams, onQuestion, type Question, useAnyway } from '../engine/questions.ts';

export const SAMPLE = 'sampling/createMessage';

const SEARCH: JsonObject = {
  name: 'search',
  description: 'Finds a place by its name',
  inputSchema: { type: 'object', properties: { place: { type: 'string' } } },
};

const declares = (capability: string, { asked }: Question, memo: Memo): boolean =>
  at(declaredIn(asked, memo), 'sampling', capability) !== undefined;

/** Every sampling request that this is for has this in `includeContext`. */
const including = (value: string, isMeant: (question: Question, memo: Memo) => boolean): Mutant =>
  onParams(SAMPLE, (params, question, memo) =>
    isMeant(question, memo) ? { ...params, includeContext: value } : undefined,
  );

const KINDS = ['text', 'image', 'audio', 'tool_use', 'tool_result'];

const single: JsonObject = { role: 'user', content: { type: 'text', text: 'How is the weather?' } };

export const mutants: Mutants = {
  /** Tools are offered to whatever model there is. */
  'sampling.tools.not-without-capability': onParams(SAMPLE, (params, question, memo) =>
    declares('tools', question, memo) ? undefined : { ...params, tools: [SEARCH] },
  ),

  'sampling.context.not-without-capability': including(
    'thisServer',
    (question, memo) => !declares('context', question, memo),
  ),

  'sampling.context.values-avoided': including('thisServer', (question, memo) => declares('context', question, memo)),

  /** A value of the server's own. */
  'sampling.context.values': including('session', (question, memo) => declares('context', question, memo)),

  /** The question is sent by a method of another name. */
  'sampling.request.sent': onQuestion([SAMPLE], () => ({ method: 'sampling/complete' })),

  /** A server of the years before asks while it works. */
  'sampling.request.in-result': asksMeanwhile({ method: SAMPLE, params: { messages: [single], maxTokens: 10 } }),

  /** The one message is not put into a list. */
  'sampling.request.messages': onParams(SAMPLE, (params) => ({
    ...params,
    messages: objectsIn(params.messages)[0] ?? {},
  })),

  'sampling.request.max-tokens': onParams(SAMPLE, (params) => without(params, 'maxTokens')),

  /** Priorities in per cent. */
  'sampling.preferences.range': onParams(SAMPLE, (params) => ({
    ...params,
    modelPreferences: { ...(isObject(params.modelPreferences) ? params.modelPreferences : {}), costPriority: 80 },
  })),

  /** Whatever the model says is used. */
  'sampling.security.server-validates': useAnyway((answers) =>
    answers.some((each) => {
      const type = at(each, 'content', 'type');
      return type !== undefined && !KINDS.includes(String(type));
    }),
  ),
};

export const liberties: Liberties = {
  /** One more tool that is in no list. */
  'sampling.tools.scoped-definitions': onParams(SAMPLE, (params) =>
    Array.isArray(params.tools) ? { ...params, tools: [...objectsIn(params.tools), SEARCH] } : undefined,
  ),
};
