/** The tutorial: five rules of the weather server that are broken, what each breaks, and what the reader learns by mending it. */
import type { Rule } from './server.ts';
import { WHOLE } from './weather.ts';

export interface Step {
  /** Part of an address, and the name under which progress is kept. */
  readonly name: string;
  readonly title: string;
  /** Which rule of the server it is about. */
  readonly rule: string;
  readonly broken: Rule;
  /** The requirements that it breaks, the one to look at first. */
  readonly breaks: readonly string[];
  /** What is going on here. */
  readonly story: string;
  readonly hint: string;
}

const without = (value: object, name: string): object =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));

const whole = (name: string): Rule => {
  const rule = WHOLE[name];
  if (rule === undefined) throw new Error(`the weather server has no rule "${name}"`);
  return rule;
};

const list = whole('the list of tools');
const [forecast = {}] = (list.result?.tools ?? []) as readonly object[];

export const STEPS: readonly Step[] = [
  {
    name: 'missing-member',
    title: 'A member is missing',
    rule: 'the list of tools',
    broken: { ...list, result: { ...list.result, tools: [without(forecast, 'inputSchema')] } } as Rule,
    breaks: ['tools.tool.input-schema'],
    story:
      'The server lists one tool. A client shows the list to a model, and the model has to know what the tool takes. Something that every tool must have is not there.',
    hint: 'A tool says what it takes in `inputSchema`: a JSON Schema whose `type` is `object`. Here it takes a `city`, a text, and needs it.',
  },
  {
    name: 'wrong-code',
    title: 'An error has the wrong code',
    rule: 'unknown methods',
    broken: { when: {}, status: 404, error: { code: -32600, message: 'There is no such method.' } },
    breaks: [
      'http.method.not-found',
      'base.method.not-found',
      'base.method.not-advertised',
      'completion.error.unsupported',
    ],
    story:
      'The last rule answers whatever no rule before it knows. It says so in words, but a program reads the code, and this code says that the request itself was no request.',
    hint: 'JSON-RPC has a code for a method that does not exist: `-32601`.',
  },
  {
    name: 'wrong-kind',
    title: 'A result where an error belongs',
    rule: 'unknown tools',
    broken: {
      when: { method: 'tools/call' },
      result: { ...whole('a call').result, isError: true, content: [{ type: 'text', text: 'There is no such tool.' }] },
    } as Rule,
    breaks: ['tools.call.unknown-tool', 'tools.call.malformed-request'],
    story:
      'Somebody calls a tool that does not exist. The server answers with a result that says `isError`, which tells the model that a tool ran and failed. None did: that is for the client to know, and no result.',
    hint: 'Take `result` away, and answer with an `error` of the code `-32602` (Invalid params) and a `message`.',
  },
  {
    name: 'answered-notification',
    title: 'A notification is answered',
    rule: 'notifications',
    broken: { when: { kind: 'notification' }, status: 200, result: { resultType: 'complete' } },
    breaks: ['base.notification.no-response', 'http.notification.accepted', 'base.message.valid'],
    story:
      'A notification has no id: whoever sends it waits for nothing, and an answer to it belongs to no request. Over HTTP the server only says that it took it.',
    hint: 'Take `result` away, and give the status `202` (Accepted). An answer without `result` and `error` has no body.',
  },
  {
    name: 'header-rule',
    title: 'A header is not compared',
    rule: 'headers that differ',
    broken: {
      when: { 'header-differs': ['MCP-Protocol-Version', 'Mcp-Name'] },
      status: 400,
      error: { code: -32602, message: 'A header says something else than the body.' },
    },
    breaks: [
      'http.headers.mismatch',
      'http.headers.version-mismatch',
      'http.validate.invalid-chars',
      'http.headers.values-case-sensitive',
    ],
    story:
      'In 2026-07-28 headers repeat what the body says, so that a proxy can route and filter without reading it. Then the two must never differ: what a proxy let pass as a list must not be a call. This rule forgets one of the headers, and its code is that of something else.',
    hint: 'Add `Mcp-Method` to the headers that are compared. A mismatch has a code of its own: `-32020`.',
  },
];

/** The server as the reader finds it: whole but for what the steps broke, with the rules that were mended so far. */
export const serverWith = (mended: Readonly<Record<string, Rule>>): readonly Rule[] => {
  const broken = Object.fromEntries(STEPS.map(({ rule, broken: own }) => [rule, own]));
  return Object.values({ ...WHOLE, ...broken, ...mended });
};
