/** JSON pointers (RFC 6901). */
import { type Json, member } from '../engine/json.ts';

const escapeStep = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
export const unescapeStep = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** The pointer to a member of what a pointer leads to. */
export const pointerTo = (pointer: string, name: string | number): string =>
  `${pointer}/${typeof name === 'number' ? name : escapeStep(name)}`;

/** The value that a pointer leads to; undefined where it leads nowhere. */
export const valueAt = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map(unescapeStep)
    .reduce<unknown>(
      (value, name) => (Array.isArray(value) ? (value as readonly Json[])[Number(name)] : member(value, name)),
      root,
    );
