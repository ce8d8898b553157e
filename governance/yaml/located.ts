/** YAML with the place of every value kept, so that a finding can point at the line a person must edit. */
import { type Document, isAlias, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml';
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

interface Unplain {
  readonly actual: string;
  readonly expected: string;
  readonly offset: number;
}

/** What data does without: names for values, which can be made to explode; types; directives. */
const unplain = (document: Document): readonly Unplain[] => {
  const found: Unplain[] = [];
  if (document.directives?.yaml.explicit === true)
    found.push({ actual: 'directive %YAML', expected: 'YAML 1.2 without directives', offset: 0 });
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node)) found.push({ actual: `alias *${node.source}`, expected: 'the value itself', offset });
    else if (node.anchor !== undefined) found.push({ actual: `anchor &${node.anchor}`, expected: 'no anchor', offset });
    if (node.tag !== undefined) found.push({ actual: `tag ${node.tag}`, expected: 'a value without a tag', offset });
  });
  return found;
};

/** `firstLine`: the line of the file on which the YAML begins. `plain`: anchors, aliases, tags and directives are refused. */
export const readYaml = (text: string, firstLine = 1, { plain = false } = {}): LocatedYaml => {
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
  const findings = [
    ...[...document.errors, ...document.warnings].map((error) => ({
      actual: yamlFault(error.code, error.message),
      expected: error.code === 'DUPLICATE_KEY' ? 'each field once' : 'YAML',
      place: at(error.pos[0]),
    })),
    ...(plain ? unplain(document) : []).map(({ offset, ...finding }) => ({ ...finding, place: at(offset) })),
  ];
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
  if (code === 'MULTIPLE_DOCS') return 'second document in one file';
  return `text (${message.split('\n', 1)[0]})`;
};
