/** specification/progress.md */
import { at, isObject, type Json, type JsonObject } from '../judge/engine/json.ts';
import { chain, onNotification, onResponse, without } from './engine/change.ts';
import type { Liberties, Mutant, Mutants } from './engine/mutant.ts';
import { mutants as tasks } from './progress/tasks.ts';
import { mutants as tokens } from './progress/tokens.ts';
import { relatedIn } from './tasks/told.ts';

const PROGRESS = 'notifications/progress';

const onProgress = (change: (params: JsonObject) => JsonObject): Mutant =>
  onNotification(PROGRESS, (notification) =>
    isObject(notification.params) ? { ...notification, params: change(notification.params) } : undefined,
  );

const keyOf = (token: unknown): string => `progress:${JSON.stringify(token)}`;

/** Remembers how far each operation has come. */
const remembers: Mutant = onNotification(PROGRESS, ({ params }, memo) => {
  memo[keyOf(at(params, 'progressToken'))] = at(params, 'progress');
  return undefined;
});

/** A share in eighths, of what is a number. */
const eighth = (name: string, value: Json | undefined): JsonObject =>
  typeof value === 'number' ? { [name]: value / 8 } : {};

export const mutants: Mutants = {
  ...tokens,
  ...tasks,

  /** How far it has come is said in words alone. */
  'progress.notification.fields': onProgress((params) => without(params, 'progress', 'total')),

  /** There is a place for words, and nothing in it. */
  'progress.message.relevant': onProgress((params) => ({ ...params, message: '' })),

  /** Progress is told for a token that the server made up; that of a task has the right one. */
  'progress.token.known': onProgress((params) =>
    relatedIn(params) === undefined ? { ...params, progressToken: 'accord-made-up' } : params,
  ),

  /** What has been done is not counted. */
  'progress.value.increases': onProgress((params) => ({ ...params, progress: 1 })),

  /** Progress is told once more when the request has been answered. */
  'progress.response.last': chain(
    remembers,
    onResponse('tools/call', (message, { params }, memo, event) => {
      const progressToken = at(params, '_meta', 'progressToken');
      const last = memo[keyOf(progressToken)];
      if (progressToken === undefined || typeof last !== 'number' || event.kind === 'body') return undefined;
      return [message, { jsonrpc: '2.0', method: PROGRESS, params: { progressToken, progress: last + 1 } }];
    }),
  ),
};

export const liberties: Liberties = {
  /** Nothing is ever reported. */
  'progress.notification.optional': onNotification(PROGRESS, () => []),

  /** Nobody knows how much there is to do. */
  'progress.total.optional': onProgress((params) => without(params, 'total')),

  'progress.value.fractional': onProgress((params) => ({
    ...params,
    ...eighth('progress', params.progress),
    ...eighth('total', params.total),
  })),
};
