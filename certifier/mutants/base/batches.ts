/** specification/base.md: several messages in one array. */
import { onText } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';

const REFUSAL = { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid Request' } };

export const mutants: Mutants = {
  /** An array is not taken for a message. */
  'base.batch.received': onText((text) => (text.startsWith('[') ? JSON.stringify(REFUSAL) : undefined)),
};
