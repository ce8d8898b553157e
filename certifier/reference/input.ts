/**
 * What a server may ask of a client: a form to be filled in, a model to be sampled, the roots. The questions and answers are the
 * same in both eras; how they travel is not (see session.ts and stateless.ts).
 */
import { isObject, type Members } from './jsonrpc.ts';
import { violations } from './schema.ts';

export interface InputRequest extends Members {
  readonly method: 'elicitation/create' | 'sampling/createMessage' | 'roots/list';
  readonly params?: Members;
}
export type InputRequests = Readonly<Record<string, InputRequest>>;
export type InputResponses = Readonly<Record<string, Members>>;

/** A form. Servers must never ask for secrets this way. */
export const form = (message: string, properties: Members, required: readonly string[] = []): InputRequest => ({
  method: 'elicitation/create',
  params: { mode: 'form', message, requestedSchema: { type: 'object', properties, required } },
});

export const sampling = (text: string, maxTokens: number): InputRequest => ({
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens },
});

/** The model may use these tools, unless it has to come to an end. */
export const samplingWithTools = (
  messages: readonly Members[],
  tools: readonly Members[],
  isLast: boolean,
): InputRequest => ({
  method: 'sampling/createMessage',
  params: {
    messages: [...messages],
    maxTokens: 200,
    modelPreferences: { hints: [{ name: 'small' }], costPriority: 0.8, speedPriority: 0.5, intelligencePriority: 0.2 },
    includeContext: 'none',
    ...(tools.length > 0 ? { tools, toolChoice: { mode: isLast ? 'none' : 'auto' } } : {}),
  },
});

/** A page that the user should visit. Up to 2025-11-25 it has an id, by which its end is told. */
export const page = (message: string, url: string, elicitationId?: string): InputRequest => ({
  method: 'elicitation/create',
  params: { mode: 'url', message, url, ...(elicitationId === undefined ? {} : { elicitationId }) },
});

export const roots = (): InputRequest => ({ method: 'roots/list' });

/** The capabilities that these questions need and the client has not declared; undefined where it has declared them all. */
export function undeclared(requests: InputRequests, capabilities: Members): Members | undefined {
  const missing: Record<string, Members> = {};
  for (const { method, params } of Object.values(requests)) {
    const isPage = params?.['mode'] === 'url';
    if (method === 'elicitation/create' && !isPage && !takesForms(capabilities['elicitation']))
      missing['elicitation'] = { form: {} };
    if (method === 'elicitation/create' && isPage && !takesUrls(capabilities['elicitation']))
      missing['elicitation'] = { url: {} };
    if (method === 'sampling/createMessage' && !isObject(capabilities['sampling'])) missing['sampling'] = {};
    if (method === 'roots/list' && !isObject(capabilities['roots'])) missing['roots'] = {};
  }
  return Object.keys(missing).length > 0 ? missing : undefined;
}

/** An elicitation capability without any mode means forms; one that names only `url` does not. */
export const takesForms = (capability: unknown): boolean =>
  isObject(capability) && ('form' in capability || !('url' in capability));

export const takesUrls = (capability: unknown): boolean => isObject(capability) && 'url' in capability;

/** What is wrong with an answer to this question; empty where nothing is. */
export function answerViolations(request: InputRequest, answer: unknown): string[] {
  const { method, params = {} } = request;
  if (method === 'roots/list') return violations(answer, ROOTS_RESULT, ROOTS_RESULT, 'answer');
  if (method === 'sampling/createMessage') return violations(answer, SAMPLING_RESULT, SAMPLING_RESULT, 'answer');
  const shape = violations(answer, ELICIT_RESULT, ELICIT_RESULT, 'answer');
  const isPage = params['mode'] === 'url';
  if (shape.length > 0 || isPage || !isObject(answer) || answer['action'] !== 'accept') return shape;
  return violations(answer['content'] ?? {}, params['requestedSchema'] as Members, undefined, 'answer.content');
}

const ELICIT_RESULT: Members = {
  type: 'object',
  properties: { action: { enum: ['accept', 'decline', 'cancel'] }, content: { type: 'object' } },
  required: ['action'],
};

const SAMPLING_RESULT: Members = {
  type: 'object',
  properties: { role: { enum: ['user', 'assistant'] }, model: { type: 'string' } },
  required: ['role', 'content', 'model'],
};

const ROOTS_RESULT: Members = {
  type: 'object',
  properties: {
    roots: { type: 'array', items: { type: 'object', properties: { uri: { type: 'string' } }, required: ['uri'] } },
  },
  required: ['roots'],
};

/** What the user put into this field; undefined where the form was declined, cancelled or left without it. */
export function field(answer: Members | undefined, name: string): unknown {
  const content = answer?.['action'] === 'accept' ? answer['content'] : undefined;
  return isObject(content) ? content[name] : undefined;
}

/** The first text of a sampled message. */
export function sampledText(answer: Members | undefined): string {
  const blocks = [answer?.['content']].flat();
  const text = blocks.find((block) => isObject(block) && typeof block['text'] === 'string');
  return isObject(text) ? String(text['text']) : 'no text';
}

/** The tools that a sampled message wants to use. */
export const usesOf = (answer: Members | undefined): readonly Members[] =>
  [answer?.['content']].flat().filter((block): block is Members => isObject(block) && block['type'] === 'tool_use');

export const rootUris = (answer: Members | undefined): readonly string[] =>
  [answer?.['roots']]
    .flat()
    .flatMap((root) => (isObject(root) && typeof root['uri'] === 'string' ? [root['uri']] : []));
