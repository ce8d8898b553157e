/** specification/base.md: errors and their codes. */
import { onError } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

export const mutants: Mutants = {
  /** A code of the server's own, in the range that is not for servers. */
  'base.error.reserved-codes': onError((error) => ({ ...error, code: -32050 }), 'tools/call'),

  /** A code that earlier revisions had for what is not found. */
  'base.error.retired-codes': onError((error) => ({ ...error, code: -32002 }), 'tools/call'),

  /** The code of a system error leaks into the protocol. */
  'base.error.code-integer': onError((error) => ({ ...error, code: 'ENOENT' }), 'tools/call'),

  /** A method that nobody knows breaks the server. */
  'base.method.not-found': onError((error) =>
    error.code === -32601 ? { ...error, code: -32603, message: 'Internal error' } : undefined,
  ),
};
