/**
 * What is looked for of what was typed. Pagefind finds pages with every word of it, so the words that make a question of it would
 * be looked for too: `how do I test my server` is on no page.
 */

/** Words that are on most pages, or on none. */
const AROUND: ReadonlySet<string> = new Set(
  'a an the my our your this that how what where when why which who is are was do does did can could should i we you it to of for in on with and or'.split(
    ' ',
  ),
);

/** `get a certificate` asks for one; `http get` names a method. */
const GETTING = /\bget\s+(?=(?:an?|my|our|the)\b)/g;

/** Whoever types such words alone is given what they ask for. */
export function asked(typed: string): string {
  const words = typed.replace(GETTING, '').split(/\s+/);
  const left = words.filter((word) => word !== '' && !AROUND.has(word.toLowerCase().replace(/[?,.!]+$/, '')));
  return left.length === 0 ? typed : left.join(' ');
}
