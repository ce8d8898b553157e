/** What examples about resources share. */
import { Composer, complete } from '../engine/compose.ts';

export const uri = 'file:///project/notes.txt';

export const hints = { ttlMs: 60000, cacheScope: 'private' };

export const resources = [{ uri, name: 'notes.txt', mimeType: 'text/plain' }];

export const listed = { result: complete({ resources, ...hints }) };

export const contents = [{ uri, mimeType: 'text/plain', text: 'Bread, apples' }];

export const justListed = () =>
  new Composer('stdio').established('2026-07-28', { resources: {} }).call('resources/list', {}, listed);
