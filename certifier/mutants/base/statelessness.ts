/** specification/base.md: no state between requests. */
import { refuse } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onResult } from '../engine/change.ts';
import type { Memo, Mutants } from '../engine/mutant.ts';

const keyOf = ({ method, connection }: Asked, cursor: unknown): string => `${method} ${connection} ${String(cursor)}`;

/** The cursor was not handed out on this connection. */
const isForeign = (asked: Asked, memo: Memo): boolean =>
  asked.method.endsWith('/list') &&
  asked.params.cursor !== undefined &&
  memo[keyOf(asked, asked.params.cursor)] !== true;

export const mutants: Mutants = {
  /** The server keeps its cursors with the connection. */
  'base.stateless.no-affinity': chain(
    onResult(
      ({ method }) => method.endsWith('/list'),
      ({ nextCursor }, asked, memo) => {
        memo[keyOf(asked, nextCursor)] = true;
        return undefined;
      },
    ),
    refuse(isForeign, { code: -32602, message: 'Invalid cursor' }),
  ),
};
