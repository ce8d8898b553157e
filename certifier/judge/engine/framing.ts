/** Reads text as JSON would, only as far as to know where an object ends: in one pass, and over several lines if need be. */
export interface Framing {
  readonly depth: number;
  /** The text so far ends within a string. */
  readonly inString: boolean;
}

export const OUTSIDE: Framing = { depth: 0, inString: false };

/** Goes on with a text. `end`: where the object that was open, or opened here, is complete. */
export function follow(text: string, from: Framing): Framing & { readonly end?: number } {
  let { depth, inString } = from;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth <= 0) return { depth, inString, end: index + 1 };
    }
  }
  return { depth, inString };
}
