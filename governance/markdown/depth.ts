/** How deep a document nests. Whoever walks a tree recurses, and text of a few thousand characters can exhaust any stack. */

/** Nobody writes a list in a list a tenth as deep. */
export const DEEPEST = 100;

/** Quotes and lists that begin in one line, or an indentation that stands in as many lists. */
const NESTED = new RegExp(
  String.raw`^(?:(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${DEEPEST + 1}}|[ \t]{${2 * DEEPEST + 1}}(?=[ \t]*\S))`,
  'm',
);

/** Where a line begins that nests too deep; found before parsing, which takes longer by the square of the depth. */
export const nestedAt = (text: string): number | null => NESTED.exec(text)?.index ?? null;

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

/** Level by level, because a recursion is what it guards. */
export const isDeeper = (root: Node, most: number): boolean => {
  let level: readonly Node[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) return true;
    level = level.flatMap(({ children = [] }) => children);
  }
  return false;
};
