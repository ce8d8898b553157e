/**
 * A small server that keeps the rules of 2025-11-25, as a function from a message to what is answered. Each hostile subject is
 * this one with one thing wrong, so that what a run finds is what is wrong and nothing else.
 */
export interface Message {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

export const INVALID_PARAMS = -32602;

export const TOOL = {
  name: 'add',
  description: 'Adds two numbers.',
  inputSchema: {
    type: 'object',
    properties: { a: { type: 'number' }, b: { type: 'number' } },
    required: ['a', 'b'],
    additionalProperties: false,
  },
};

type Outcome = { readonly result: unknown } | { readonly error: { readonly code: number; readonly message: string } };

const refused = (code: number, message: string): Outcome => ({ error: { code, message } });

function outcomeOf({ method, params = {} }: Message): Outcome {
  switch (method) {
    case 'initialize':
      return {
        result: {
          protocolVersion: '2025-11-25',
          capabilities: { tools: {} },
          serverInfo: { name: 'good-but-for-one-thing', version: '1.0.0' },
        },
      };
    case 'ping':
      return { result: {} };
    case 'tools/list':
      return params.cursor === undefined ? { result: { tools: [TOOL] } } : refused(INVALID_PARAMS, 'Unknown cursor');
    case 'tools/call':
      return refused(INVALID_PARAMS, `Unknown tool: ${String(params.name)}`);
    default:
      return refused(-32601, 'Method not found');
  }
}

/** Undefined for what gets no answer: a notification, or a response. */
export function answerTo(message: Message): object | undefined {
  if (message.id === undefined || message.method === undefined) return undefined;
  return { jsonrpc: '2.0', id: message.id, ...outcomeOf(message) };
}

/** What a line holds, or the error that it gets. */
export function read(line: string): Message | { readonly refusal: object } {
  const refusal = (code: number, message: string) => ({ refusal: { jsonrpc: '2.0', error: { code, message } } });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refusal(-32700, 'Parse error');
  }
  const message = value as Message | null;
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    return refusal(-32600, 'Invalid request');
  return message;
}
