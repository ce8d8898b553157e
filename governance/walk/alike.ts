/**
 * Whether a page shows what a command prints. To the letter, except for what is another on each machine and each day: that must
 * be another in the same way wherever it stands again.
 */

/** What is made anew by each walk, and then stays. */
const MADE = [
  /\bsha256:[0-9a-f]{64}\b/,
  /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/,
  /\b20\d\d-\d\d-\d\d-[0-9a-f]{16}\b/,
  /\b\d+ of \d+ applicable MUSTs\b/,
  /\b\d+ events, with \d+ tool results of \d+ characters\b/,
];
/** What passes. */
const PASSING = [/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/, /\b(?:less than a minute|\d+ (?:minute|hour)s?) old\b/];

const anyOf = (patterns: readonly RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => source).join('|'), 'g');
const [VARYING, FIXED] = [anyOf([...PASSING, ...MADE]), anyOf(MADE)];

const isPassing = (text: string): boolean => text.replace(anyOf(PASSING), '') === '';

export class Alike {
  readonly #real = new Map<string, string>();

  /** What is typed is the same on the page and here. */
  typed(command: string): void {
    for (const [text] of command.matchAll(FIXED)) this.#real.set(text, this.#real.get(text) ?? text);
  }

  /** What was printed, in the words of the page wherever it differs as it may. */
  asOn(page: string, printed: string): string {
    const shown = [...page.matchAll(VARYING)].map(([text]) => text);
    let index = 0;
    return printed.replace(VARYING, (text) => {
      const wanted = shown[index];
      index += 1;
      if (wanted === undefined) return text;
      const [passes, passesThere] = [text, wanted].map(isPassing);
      if (passes !== passesThere) return text;
      if (passes) return wanted;
      const known = this.#real.get(wanted);
      if (known === undefined) this.#real.set(wanted, text);
      return known === undefined || known === text ? wanted : text;
    });
  }

  /** What the page calls so, as it is called here. */
  real(text: string): string {
    return text.replace(FIXED, (each) => this.#real.get(each) ?? each);
  }
}
