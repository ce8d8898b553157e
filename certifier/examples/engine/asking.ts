/** What examples in which the server asks its client something have in common. */
import { eraOf, type Revision } from '../../catalogue/requirement.ts';
import { Composer } from './compose.ts';

type Members = Readonly<Record<string, unknown>>;

export interface Question {
  readonly method: string;
  readonly params?: Members;
}

/** A client that can be asked for everything. */
export const CLIENT: Members = {
  elicitation: { form: {}, url: {} },
  sampling: { tools: {}, context: {} },
  roots: { listChanged: true },
};
const META = { 'io.modelcontextprotocol/serverInfo': { name: 'example-server', version: '1.0.0' } };

/** What a request says that its client can do. */
export const able = (client: Members = CLIENT): { readonly meta: Members } => ({
  meta: { 'io.modelcontextprotocol/clientCapabilities': { ...client, ...('roots' in client ? { roots: {} } : {}) } },
});

/** A result that asks for input. */
export const inputRequired = (inputRequests: Members | undefined, requestState?: unknown): Members => ({
  result: {
    resultType: 'input_required',
    ...(inputRequests === undefined ? {} : { inputRequests }),
    ...(requestState === undefined ? {} : { requestState }),
    _meta: META,
  },
});

export const said = (text: string, isError = false): Members => ({
  content: [{ type: 'text', text }],
  ...(isError ? { isError } : {}),
});
export const completed = (text: string, isError = false): Members => ({
  result: { resultType: 'complete', ...said(text, isError), _meta: META },
});

/** A conversation in which things may be asked. */
export const begun = (revision: Revision, client: Members = CLIENT): Composer =>
  new Composer('stdio').established(revision, { tools: {} }, 'main', client);

export interface Told {
  readonly question: Question;
  readonly answer: Members;
  /** What the tool says in the end. */
  readonly text: string;
  readonly isError?: boolean;
  readonly client?: Members;
}

/** How often each conversation has asked: an example is the same however often it is composed. */
const asked = new WeakMap<Composer, number>();

/** One call of a tool that asks once, and what came of it. */
export function toldOnce(composer: Composer, revision: Revision, tool: string, told: Told): Composer {
  const { question, answer, text, isError = false, client = CLIENT } = told;
  const params = { name: tool, arguments: {} };
  if (eraOf(revision) === 'stateless') {
    return composer
      .call('tools/call', params, inputRequired({ question }), able(client))
      .call('tools/call', { ...params, inputResponses: { question: answer } }, completed(text, isError), able(client));
  }
  const count = (asked.get(composer) ?? 0) + 1;
  asked.set(composer, count);
  const id = `call-${count}`;
  return composer
    .call('tools/call', params, undefined, { id })
    .received({ jsonrpc: '2.0', id: count, ...question })
    .sent({ jsonrpc: '2.0', id: count, result: answer })
    .received({ jsonrpc: '2.0', id, result: said(text, isError) });
}

export const asks = (revision: Revision, question: Question, answer: Members, text = 'Done'): Composer =>
  toldOnce(begun(revision), revision, 'ask', { question, answer, text });
