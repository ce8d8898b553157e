/** specification/sampling.md */
import { eraOf, type Revision } from '../catalogue/requirement.ts';
import { able, asks, begun, completed, inputRequired, type Question, said, toldOnce } from './engine/asking.ts';
import type { Composer } from './engine/compose.ts';
import type { Examples } from './engine/example.ts';

type Members = Readonly<Record<string, unknown>>;

const text = (words: string): Members => ({ type: 'text', text: words });
const sample = (params: Members): Question => ({
  method: 'sampling/createMessage',
  params: { maxTokens: 100, ...params },
});
const CAPITAL = { role: 'user', content: text('What is the capital of France?') };
const PARIS = { role: 'assistant', model: 'example-model', stopReason: 'endTurn', content: text('Paris') };
const capital = (revision: Revision = '2026-07-28', more: Members = {}) =>
  asks(revision, sample({ messages: [CAPITAL], ...more }), PARIS, 'Paris');

const TOOL = {
  name: 'forecast',
  inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  outputSchema: { type: 'object', properties: { degrees: { type: 'number' } }, required: ['degrees'] },
};
const use = (id: string, city: string): Members => ({
  type: 'tool_use',
  id,
  name: 'forecast',
  input: { city },
  _meta: { cached: id },
});
const outcome = (toolUseId: string, degrees: number): Members => ({
  type: 'tool_result',
  toolUseId,
  content: [text(`${degrees} degrees`)],
  structuredContent: { degrees },
  _meta: { cached: toolUseId },
});
const WEATHER = { role: 'user', content: text('How is the weather in Paris and in London?') };
const USES = [use('call-1', 'Paris'), use('call-2', 'London')];
const MORE = [use('call-3', 'Rome')];
const wants = (content: readonly Members[]): Members => ({
  role: 'assistant',
  model: 'example-model',
  stopReason: 'toolUse',
  content,
});

/** What has been said after so many turns. */
const HISTORY: readonly (readonly Members[])[] = [
  [],
  [
    { role: 'assistant', content: USES },
    { role: 'user', content: [outcome('call-1', 18), outcome('call-2', 15)] },
  ],
  [
    { role: 'assistant', content: MORE },
    { role: 'user', content: [outcome('call-3', 21)] },
  ],
];
const ANSWERS = [wants(USES), wants(MORE), { ...PARIS, content: text('Mild, rainy and warm') }];
const turn = (count: number): Question =>
  sample({ messages: [WEATHER, ...HISTORY.slice(0, count + 1).flat()], tools: [TOOL] });

/** A model that uses tools in two turns and answers in the third. */
function withTools(revision: Revision): Composer {
  const params = { name: 'weather', arguments: {} };
  if (eraOf(revision) === 'session') {
    const asking = begun(revision).call('tools/call', params, undefined, { id: 'weather-1' });
    for (const [index, result] of ANSWERS.entries()) {
      asking.received({ jsonrpc: '2.0', id: index, ...turn(index) }).sent({ jsonrpc: '2.0', id: index, result });
    }
    return asking.received({ jsonrpc: '2.0', id: 'weather-1', result: said('Mild, rainy and warm') });
  }
  const asking = begun(revision);
  for (const index of [0, 1, 2, 3]) {
    const brought =
      index === 0 ? {} : { inputResponses: { [`turn${index}`]: ANSWERS[index - 1] }, requestState: `s${index}` };
    const answer =
      index === 3
        ? completed('Mild, rainy and warm')
        : inputRequired({ [`turn${index + 1}`]: turn(index) }, `s${index + 1}`);
    asking.call('tools/call', { ...params, ...brought }, answer, able());
  }
  return asking;
}
const stateless = () => withTools('2026-07-28');

const least = () =>
  toldOnce(begun('2026-07-28', { sampling: {} }), '2026-07-28', 'ask', {
    question: sample({ messages: [CAPITAL] }),
    answer: PARIS,
    text: 'Paris',
    client: { sampling: {} },
  });

export const examples: Examples = {
  'sampling.tools.not-without-capability': least,
  'sampling.tools.scoped-definitions': stateless,
  'sampling.context.not-without-capability': least,
  'sampling.context.values-avoided': () => capital(),
  'sampling.request.sent': () => capital('2025-11-25'),
  'sampling.request.in-result': () => capital(),
  'sampling.request.messages': () => capital(),
  'sampling.request.max-tokens': () => capital(),
  'sampling.message.role': () => capital(),
  'sampling.message.content': () => capital(),
  'sampling.messages.tool-results-only': stateless,
  'sampling.messages.use-result-balance': stateless,
  'sampling.messages.result-id': stateless,
  'sampling.roles.tool-result-user': stateless,
  'sampling.tool-result.structured': stateless,
  'sampling.tool-result.structured-object': () => withTools('2025-11-25'),
  'sampling.tool-use.meta-preserved': stateless,
  'sampling.tool-result.meta-preserved': stateless,
  'sampling.preferences.range': () =>
    capital('2026-07-28', {
      modelPreferences: { costPriority: 0.8, speedPriority: 0.5, intelligencePriority: 0 },
    }),
  'sampling.context.values': () => capital('2026-07-28', { includeContext: 'none' }),
  'sampling.security.server-validates': () =>
    toldOnce(begun('2026-07-28'), '2026-07-28', 'ask', {
      question: sample({ messages: [CAPITAL] }),
      answer: { role: 'assistant', model: 'example-model', content: { type: 'song' } },
      text: 'The model said nothing that can be used',
      isError: true,
    }),
};
