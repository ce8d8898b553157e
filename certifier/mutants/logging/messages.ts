/** specification/logging.md, messages. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { refuse, serveAnyway, stream } from '../engine/answer.ts';
import { type Asked, askedIn, remember } from '../engine/asked.ts';
import { onNotification, without } from '../engine/change.ts';
import { eventOn } from '../engine/content.ts';
import { undeclared } from '../engine/faults.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { refusedByStatus } from '../engine/wordless.ts';
import { isStanding, openStreams } from '../http/elsewhere.ts';
import { LEVELS, levelIn, log, MESSAGE, rankOf } from './logs.ts';

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

/** Keeps a level for each connection, out of those that its requests ask for, and logs each call of a tool that is meant. */
const keeping = (
  keep: (rank: number, kept: number) => number,
  isMeant: (asked: Asked) => boolean = () => true,
): Mutant => {
  const keptFor = (asked: Asked, memo: Memo): number | undefined => {
    const key = `kept:${asked.connection}`;
    const [rank, kept] = [rankOf(levelIn(asked)), memo[key] as number | undefined];
    if (rank !== -1) memo[key] = kept === undefined ? rank : keep(rank, kept);
    return memo[key] as number | undefined;
  };
  return stream(
    (asked, memo) => keptFor(asked, memo) !== undefined && asked.method === 'tools/call' && isMeant(asked),
    (asked, memo) => [log(LEVELS[keptFor(asked, memo) ?? 0] ?? 'debug', `calling ${asked.params.name}`)],
  );
};

/** Over HTTP a job of the server's own, which knows of no level, tells the session on the stream of a GET after each call of a tool. */
const sweeping: Mutant = (event, memo) => {
  remember(event, memo);
  const open = openStreams(event, memo);
  if (event.kind !== 'end' || askedIn(event, memo)?.method !== 'tools/call') return [event];
  const standing = [...open.values()].filter((each) => isStanding(each) && each.connection === event.connection);
  return [event, ...standing.map((each) => eventOn(each, log('debug', 'Nothing was left over')))];
};

export const further: Further = {
  'logging.set-level.answered': {
    'a status is the whole answer': { mutant: refusedByStatus('logging/setLevel'), over: 'streamable-http' },
  },
  'logging.message.opt-in': {
    'a level that was asked for once holds from then on': { mutant: keeping((rank) => rank), fixture: true },
  },
  'logging.level.minimum': {
    'whoever asked for most is heard, whoever asks': {
      mutant: keeping(Math.min, (asked) => levelIn(asked) !== undefined),
      since: '2026-07-28',
    },
    'what is told to a session by itself goes by no level': {
      mutant: sweeping,
      until: '2025-11-25',
      over: 'streamable-http',
    },
  },
};
