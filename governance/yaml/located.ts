/** YAML with the place of every value kept, so that a finding can point at the line a person must edit. */
import { isMap, LineCounter, parseDocument } from 'yaml';
import { type Finding, type Place, START } from '../problem.ts';

export type Path = readonly PropertyKey[];

export interface LocatedYaml {
  /** The value; undefined when the text could not be read. */
  readonly value: unknown;
  /** Why it could not be read: syntax, a key given twice. */
  readonly findings: readonly Finding[];
  /** Where the value at this path stands, or its nearest ancestor that exists. */
  placeOf(path: Path): Place;
  /** Where the key of this field stands. */
  placeOfKey(path: Path): Place;
}

/** `firstLine`: the line of the file on which the YAML begins. */
export const readYaml = (text: string, firstLine = 1): LocatedYaml => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const placeOf = (path: Path): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      const range = (node as { range?: readonly number[] | null } | undefined)?.range;
      if (range?.[0] !== undefined) return at(range[0]);
    }
    return { ...START, line: firstLine };
  };
  const placeOfKey = (path: Path): Place => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(path.at(-1))) : undefined;
    const range = (pair?.key as { range?: readonly number[] } | undefined)?.range;
    return range?.[0] === undefined ? placeOf(path) : at(range[0]);
  };
  const findings = [...document.errors, ...document.warnings].map((error) => ({
    actual: yamlFault(error.code, error.message),
    expected: error.code === 'DUPLICATE_KEY' ? 'each field once' : 'YAML',
    place: at(error.pos[0]),
  }));
  if (findings.length > 0) return { value: undefined, findings, placeOf, placeOfKey };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), findings, placeOf, placeOfKey };
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error);
    return { value: undefined, findings: [{ actual, expected: 'YAML', place: at(0) }], placeOf, placeOfKey };
  }
};

const yamlFault = (code: string, message: string): string => {
  if (code === 'DUPLICATE_KEY') return 'second value for the same field';
  if (code === 'TAB_AS_INDENT') return 'tab as indentation';
  return `text (${message.split('\n', 1)[0]})`;
};
