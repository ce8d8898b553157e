/**
 * What changed between two versions of a document: block by block, and inside a block that was reworded word by word. Runs at
 * build time and in the browser alike.
 */

interface Words {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export type Change =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  | { readonly kind: 'changed'; readonly words: readonly Words[] };

/** Paragraphs, list items, headings, table rows, lines of front matter; a fenced block is one. */
export function blocksOf(markdown: string): readonly string[] {
  const blocks: string[] = [];
  let open: string[] = [];
  let fence: string | undefined;
  const close = (): void => {
    if (open.length > 0) blocks.push(open.join('\n'));
    open = [];
  };
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const front = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  for (const [index, line] of lines.entries()) {
    if (index <= front) {
      if (line !== '---') blocks.push(line);
      continue;
    }
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      open.push(line);
      if (mark?.startsWith(fence) === true) {
        fence = undefined;
        close();
      }
    } else if (mark !== undefined) {
      close();
      fence = mark;
      open.push(line);
    } else if (line.trim() === '') close();
    else if (/^\s*([-*+]|\d+[.)])\s|^#{1,6}\s|^\s*\|/.test(line)) {
      close();
      open.push(line);
    } else open.push(line);
  }
  close();
  return blocks;
}

/** Above this many comparisons two texts are told as one gone and one come. */
const MOST = 4_000_000;

type Step<T> = readonly ['same' | 'added' | 'removed', T];

/** A shortest way from one list to the other, what goes before what comes. */
function steps<T>(before: readonly T[], after: readonly T[]): readonly Step<T>[] {
  const [rows, columns] = [before.length + 1, after.length + 1];
  if (rows * columns > MOST) {
    return [...before.map((each): Step<T> => ['removed', each]), ...after.map((each): Step<T> => ['added', each])];
  }
  const longest = new Uint32Array(rows * columns);
  const at = (row: number, column: number): number => longest[row * columns + column] ?? 0;
  for (let row = rows - 2; row >= 0; row--) {
    for (let column = columns - 2; column >= 0; column--) {
      longest[row * columns + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: Step<T>[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      found.push(['same', before[row] as T]);
      row += 1;
      column += 1;
    } else if (column >= after.length || (row < before.length && at(row + 1, column) >= at(row, column + 1))) {
      found.push(['removed', before[row] as T]);
      row += 1;
    } else {
      found.push(['added', after[column] as T]);
      column += 1;
    }
  }
  return found;
}

/** Each word with the space after it, so that the words of a text joined are the text. */
const wordsOf = (text: string): readonly string[] => text.match(/\S+\s*|\s+/g) ?? [];

/** So few letters in common, between two changes, are chance. */
const CHANCE = 12;

function wordChanges(before: string, after: string): readonly Words[] {
  const joined: { kind: Words['kind']; text: string }[] = [];
  const add = (kind: Words['kind'], text: string): void => {
    const last = joined.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text !== '') joined.push({ kind, text });
  };
  const runs: { readonly same: boolean; removed: string; added: string }[] = [];
  for (const [kind, word] of steps(wordsOf(before), wordsOf(after))) {
    const same = kind === 'same';
    let run = runs.at(-1);
    if (run?.same !== same) {
      run = { same, removed: '', added: '' };
      runs.push(run);
    }
    if (kind !== 'added') run.removed += word;
    if (kind !== 'removed') run.added += word;
  }
  let [gone, come] = ['', ''];
  for (const [index, { same, removed, added }] of runs.entries()) {
    if (same && (index === 0 || index === runs.length - 1 || removed.length > CHANCE)) {
      add('removed', gone);
      add('added', come);
      [gone, come] = ['', ''];
      add('same', removed);
    } else {
      gone += removed;
      come += added;
    }
  }
  add('removed', gone);
  add('added', come);
  return joined;
}

/** How much of the longer text was kept, from 0 to 1. */
const kept = (words: readonly Words[]): number => {
  const length = (...kinds: readonly Words['kind'][]): number =>
    words.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { text }) => sum + text.length, 0);
  return length('same') / Math.max(length('same', 'added'), length('same', 'removed'), 1);
};

/** Less than this in common, and a block was replaced and not reworded. */
const REWORDED = 0.4;

export function differenceOf(before: string, after: string): readonly Change[] {
  const changes: Change[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const settle = (): void => {
    // What goes and what comes at one place, in order: the first that came is the first that went, if it is like it.
    for (const text of gone) {
      const words = come[0] === undefined ? [] : wordChanges(text, come[0]);
      if (come[0] !== undefined && kept(words) >= REWORDED) {
        changes.push({ kind: 'changed', words });
        come.shift();
      } else changes.push({ kind: 'removed', text });
    }
    for (const text of come) changes.push({ kind: 'added', text });
    [gone, come] = [[], []];
  };
  for (const [kind, text] of steps(blocksOf(before), blocksOf(after))) {
    if (kind === 'removed') gone.push(text);
    else if (kind === 'added') come.push(text);
    else {
      settle();
      changes.push({ kind, text });
    }
  }
  settle();
  return changes;
}

export const isChanged = (changes: readonly Change[]): boolean => changes.some(({ kind }) => kind !== 'same');
