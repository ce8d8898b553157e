/** Members of one name in one JSON object: parsers keep the last of them, so that only the text shows them. */
import type { Json } from './json.ts';

/** The text of a string that begins here, and where it ends. */
function stringAt(text: string, start: number): { readonly value: string; readonly end: number } {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  const raw = text.slice(start, end + 1);
  let value = raw;
  try {
    value = JSON.parse(raw) as string;
  } catch {
    // No JSON; whoever parses the whole says so.
  }
  return { value, end: end + 1 };
}

/** What is written just as we would write it names nothing twice: most of what there is, and told without a walk of ours. */
function isPlain(text: string, value: Json): boolean {
  try {
    return JSON.stringify(value) === text;
  } catch {
    // Deeper than the machine follows.
    return false;
  }
}

/**
 * The names that an object has more than once, of the object that lies at this path in the JSON text of a value. One pass, without
 * recursion: the text comes from a stranger.
 */
export function duplicateMembers(text: string, value: Json, path: readonly string[]): readonly string[] {
  if (isPlain(text, value)) return [];
  /** For each open object or array the member that is being read, and whether the path leads here. */
  const open: { readonly isObject: boolean; readonly isOn: boolean; name: string | undefined; expectsName: boolean }[] =
    [];
  const seen = new Set<string>();
  const twice = new Set<string>();
  let index = 0;
  while (index < text.length) {
    const character = text[index];
    const top = open.at(-1);
    if (character === '"') {
      const { value, end } = stringAt(text, index);
      index = end;
      if (top?.isObject !== true || !top.expectsName) continue;
      top.name = value;
      top.expectsName = false;
      if (!top.isOn || open.length !== path.length + 1) continue;
      if (seen.has(value)) twice.add(value);
      seen.add(value);
      continue;
    }
    index += 1;
    if (character === '{' || character === '[') {
      const isOn = top === undefined || (top.isOn && top.isObject && top.name === path[open.length - 1]);
      open.push({ isObject: character === '{', isOn, name: undefined, expectsName: character === '{' });
      // A member that itself comes twice begins anew: the last is the one that counts.
      if (isOn && open.length === path.length + 1) {
        seen.clear();
        twice.clear();
      }
    } else if (character === '}' || character === ']') open.pop();
    else if (character === ',' && top?.isObject === true) top.expectsName = true;
  }
  return [...twice];
}
