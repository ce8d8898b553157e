/** specification/logging.md, the level of a session, and what is sent of it. */
import { at, type JsonObject } from '../../judge/engine/json.ts';
import { stream } from '../engine/answer.ts';
import { chain, onMessage, onNotification, onResult } from '../engine/change.ts';
import type { Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { log, MESSAGE, rankOf } from './logs.ts';

const keyOf = (connection: number): string => `level:${connection}`;

/** Keeps a level for each session, and sends only what passes under it. */
const leveled = (
  keep: (set: number, kept: number | undefined) => number,
  passes: (rank: number, kept: number) => boolean,
): Mutant =>
  chain(
    onResult('logging/setLevel', (_, { connection, params }, memo) => {
      memo[keyOf(connection)] = keep(rankOf(params.level), memo[keyOf(connection)] as number | undefined);
      return undefined;
    }),
    onMessage((message, { memo, event }) => {
      const kept = memo[keyOf(event.connection)];
      if (message.method !== MESSAGE || typeof kept !== 'number') return undefined;
      return passes(rankOf(at(message, 'params', 'level')), kept) ? undefined : [];
    }),
  );

const isFirstCall = ({ method, earlier }: { readonly method: string; readonly earlier: number }): boolean =>
  method === 'tools/call' && earlier === 0;

export const mutants: Mutants = {
  /** The level is that of the messages that are wanted, and of no others. */
  'logging.set-level.all-sent': leveled(
    (set) => set,
    (rank, kept) => rank === kept,
  ),

  /** A level can be raised, and not lowered again. */
  'logging.set-level.last-wins': leveled(
    (set, kept = 0) => Math.max(set, kept),
    (rank, kept) => rank >= kept,
  ),
};

export const liberties: Liberties = {
  /** Until somebody sets a level, whatever happens is told. */
  'logging.set-level.default': stream(isFirstCall, ({ params }): readonly JsonObject[] => [
    log('debug', `calling ${String(params.name)}`),
  ]),

  /** Whatever the level is, nothing is logged. */
  'logging.message.permitted': onNotification(MESSAGE, () => []),
};
