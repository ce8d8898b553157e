/** Which requirements speak of something that has no page of its own: an error code, a header, a method. */
import type { Catalogue, Requirement } from './requirement.ts';

/** Codes are written with a minus sign in prose and with a hyphen in JSON. */
const plain = (text: string): string => text.replaceAll('\u2212', '-');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const whole = (term: string): RegExp => new RegExp(`(?<![\\w./-])${escaped(term)}(?![\\w/-])`, 'i');

const CODE = /^-?\d{3,6}$/;
/** Letters alone are a word of prose, which everything speaks of. */
const isName = (term: string): boolean => term.length > 2 && /[^a-z.]/.test(term);
const SPAN = /`+[^`]+`+/g;

/** A number is a code wherever it stands; a word of prose is a name only where it is set as code. */
function speaks(text: string, term: string): boolean {
  if (CODE.test(term)) return whole(`-${term.replace(/^-/, '')}`).test(text) || whole(term).test(text);
  return (text.match(SPAN) ?? []).some((span) => whole(term).test(span.replaceAll('`', '')));
}

/** Those whose sentence speaks of it, then those that do so in their reasons, each in the order of the catalogue. */
export function speakingOf(term: string, { requirements }: Pick<Catalogue, 'requirements'>): readonly Requirement[] {
  const wanted = plain(term.trim());
  if (!isName(wanted)) return [];
  const inSentence = requirements.filter(({ statement }) => speaks(plain(statement), wanted));
  const inReasons = requirements.filter(
    (each) =>
      !inSentence.includes(each) &&
      [each.why, each.mend, each.ambiguity].some((text) => text !== undefined && speaks(plain(text), wanted)),
  );
  return [...inSentence, ...inReasons];
}
