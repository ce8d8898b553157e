/** Holding back the answers to questions of a session-era subject, for a probe that gives them later. */
import type { Client } from './client.ts';
import { type JsonObject, jsonObject } from './reply.ts';

export interface Question {
  readonly id: unknown;
  readonly method: string;
  readonly params: JsonObject;
}

export interface Held {
  /** The questions so far, in order. */
  readonly questions: readonly Question[];
  /** Resolves with the first question. */
  readonly question: Promise<Question>;
  /** Resolves when there are so many. */
  readonly arrived: (count: number) => Promise<void>;
  /** What is asked from here on is answered again. */
  readonly release: () => void;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Questions of these methods from here on are left for the probe to answer. */
export function hold(client: Client, ...methods: readonly string[]): Held {
  const questions: Question[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const before = client.respond;
  client.respond = (asked, params) => (methods.includes(asked) ? undefined : before(asked, params));
  const stop = client.wire.onEvent((event) => {
    if (event.direction !== 'received' || !('text' in event)) return;
    const { id, method, params } = jsonObject(event.text) ?? {};
    if (typeof method !== 'string' || !methods.includes(method) || id === undefined) return;
    questions.push({ id, method, params: isObject(params) ? params : {} });
    for (const { count, resolve } of waiting) if (questions.length >= count) resolve();
  });
  const arrived = (count: number): Promise<void> =>
    new Promise((resolve) => {
      if (questions.length >= count) resolve();
      else waiting.push({ count, resolve });
    });
  return {
    questions,
    question: arrived(1).then(() => questions[0] as Question),
    arrived,
    release: () => {
      stop();
      client.respond = before;
    },
  };
}

/** Gives the answer that was held back. */
export const answerHeld = async (client: Client, { id }: Question, result: JsonObject): Promise<void> => {
  await client.notify('', {}, { body: JSON.stringify({ jsonrpc: '2.0', id, result }) });
};
