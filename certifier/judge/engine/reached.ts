/** Connections that failed: whether the server had been reached, and so may have read something. */
import type { FailureEvent } from '../../evidence/transcript.ts';

/** What a connection fails by that never came about. */
const UNREACHED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** What failed while the connection was made, by its words: a reset or a bound has the same code where the server had heard something. */
const UNMADE = /^(?:connect|no connection within) /;

/** A reset that came while the connection was made is one that never came about. */
export const isReached = ({ code, message }: FailureEvent): boolean => !(UNREACHED.has(code) || UNMADE.test(message));
