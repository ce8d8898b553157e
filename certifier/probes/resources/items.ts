/** What probes of resources share. */
import type { JsonObject } from '../engine/reply.ts';

/** The strings of this member. */
export const texts = (items: readonly JsonObject[], name: string): readonly string[] =>
  items.map((item) => item[name]).filter((value) => typeof value === 'string');
