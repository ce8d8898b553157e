/** What examples about prompts share. */
import { Composer, complete } from '../engine/compose.ts';

const hints = { ttlMs: 60000, cacheScope: 'public' };

const prompts = [{ name: 'review', description: 'Asks for a review', arguments: [{ name: 'code', required: true }] }];

export const listed = { result: complete({ prompts, ...hints }) };

export const justListed = () =>
  new Composer('stdio').established('2026-07-28', { prompts: {} }).call('prompts/list', {}, listed);
