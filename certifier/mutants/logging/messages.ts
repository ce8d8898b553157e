/** specification/logging.md, messages. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { refuse, serveAnyway, stream } from '../engine/answer.ts';
import { onNotification, without } from '../engine/change.ts';
import { undeclared } from '../engine/faults.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';
import { LEVELS, levelIn, MESSAGE } from './logs.ts';

/** Changes the params of each log message. */
const onLog = (change: (params: JsonObject) => JsonObject): Mutant =>
  onNotification(MESSAGE, (notification) =>
    isObject(notification.params) ? { ...notification, params: change(notification.params) } : undefined,
  );

export const mutants: Mutants = {
  /** Levels as another library writes them. */
  'logging.message.level': onLog((params) => ({ ...params, level: String(params.level).toUpperCase() })),

  /** What is logged stands under another name. */
  'logging.message.data': onLog((params) => ({ ...without(params, 'data'), message: params.data ?? null })),

  'logging.capability.declared': undeclared('logging'),

  /** The server logs each call of a tool, whether or not the request asked for it. */
  'logging.message.opt-in': stream(
    (asked) => asked.method === 'tools/call' && levelIn(asked) === undefined,
    ({ params }) => [
      { jsonrpc: '2.0', method: MESSAGE, params: { level: 'info', logger: 'tools', data: `calling ${params.name}` } },
    ],
  ),

  /** Whatever is logged is for debugging, and sent. */
  'logging.level.minimum': onLog((params) => ({ ...params, level: 'debug' })),

  /** A level that does not exist is as good as any. */
  'logging.level.invalid': serveAnyway((asked) => {
    const level = levelIn(asked);
    return level !== undefined && !LEVELS.includes(String(level));
  }),

  /** The server declares that it logs, and lets no one set the level. */
  'logging.set-level.answered': refuse('logging/setLevel', {
    code: -32601,
    message: 'Method not found: logging/setLevel',
  }),
};
