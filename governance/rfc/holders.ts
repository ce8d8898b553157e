/** Who may act in a role, as the process says where that is written. */
import { posix } from 'node:path';
import type { Actor, Charter, Corpus } from '../lint/corpus.ts';
import type { Process } from '../process.ts';
import type { RfcFrontMatter } from './frontmatter.ts';

const handlesIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => [...text.matchAll(/@([A-Za-z0-9-]+)/g)].map(([, handle = '']) => handle.toLowerCase()));

/** A charter that the same change touches seats nobody yet: whoever takes a seat acts in it once that is merged. */
const settled = ({ charters, base, process }: Corpus): readonly Charter[] => {
  const ended = process['working-groups'].statuses.filter(({ end }) => end === true).map(({ id }) => id);
  return charters.filter(
    ({ path, meta }) => meta !== null && !ended.includes(meta.status) && base?.changed.has(path) !== true,
  );
};

/** Handles of those who hold the role for this RFC, in lower case. */
export const holdersOf = (role: Process['actors'][number], rfc: RfcFrontMatter, corpus: Corpus): readonly string[] => {
  const by = role['held-by'];
  if ('platform' in by) return [];
  if ('field' in by) return handlesIn([rfc[by.field as keyof RfcFrontMatter] ?? []].flat().map(String));
  const group = 'group' in by ? String(rfc[by.group as keyof RfcFrontMatter]) : null;
  return settled(corpus)
    .filter(({ path }) => group === null || posix.basename(posix.dirname(path)) === group)
    .flatMap(({ meta }) => meta?.chairs ?? [])
    .filter(({ seat }) => !('seat' in by) || seat === by.seat)
    .filter(({ until }) => until === undefined || corpus.date === null || until >= corpus.date)
    .flatMap(({ holder }) => handlesIn([holder]));
};

/** Whether this person holds the role. */
export const holds = (actor: Actor, role: Process['actors'][number], rfc: RfcFrontMatter, corpus: Corpus): boolean =>
  'platform' in role['held-by']
    ? actor.roles?.includes(role.id) === true
    : holdersOf(role, rfc, corpus).includes(actor.name.replace(/^@/, '').toLowerCase());
