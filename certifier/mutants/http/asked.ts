/** Requests over HTTP that the faults of several sections are about. */
import type { HeaderField } from '../../evidence/transcript.ts';
import { onStatus } from '../engine/answer.ts';
import type { Which } from '../engine/asked.ts';
import type { Mutant } from '../engine/mutant.ts';

export const VERSION = 'io.modelcontextprotocol/protocolVersion';
export const KNOWN_VERSION = /^20(24-11-05|25-03-26|25-06-18|25-11-25|26-07-28)$/;

export const headerOf = (headers: readonly HeaderField[], name: string): string | undefined =>
  headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];

/** Answers to these requests bear this status in the place of that one. */
export const statusOf = (which: Which, from: number, to: number): Mutant =>
  onStatus(which, (response) => (response.status === from ? { ...response, status: to } : undefined));
