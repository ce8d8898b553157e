/** Edits of front matter that leave everything else as it stands: comments, order, quotes. */
import { isSeq, parseDocument, type Document as Yaml } from 'yaml';
import type { Outline } from '../markdown/outline.ts';
import type { Fix } from '../problem.ts';
import { lineStart } from './text.ts';

/** What an edit needs of a document. */
export interface Editable {
  readonly path: string;
  readonly text: string;
  readonly outline: Pick<Outline, 'frontMatter'>;
}

/** Undefined where there is no front matter to edit. */
export const editFrontMatter = (
  { path, text, outline: { frontMatter } }: Editable,
  edit: (yaml: Yaml.Parsed) => void,
): Fix | undefined => {
  if (frontMatter === null) return undefined;
  const start = lineStart(text, frontMatter.line);
  const yaml = parseDocument(frontMatter.text);
  if (yaml.errors.length > 0) return undefined;
  edit(yaml);
  return { file: path, start, end: start + frontMatter.text.length, text: yaml.toString({ lineWidth: 0 }).trimEnd() };
};

/** Appends to a list, which is made where there is none. */
export const addToList = (document: Editable, field: string, value: unknown): Fix | undefined =>
  editFrontMatter(document, (yaml) => {
    const list = yaml.get(field);
    if (isSeq(list)) list.add(yaml.createNode(value));
    else yaml.set(field, yaml.createNode([value]));
  });

export const setField = (document: Editable, field: string, value: unknown): Fix | undefined =>
  editFrontMatter(document, (yaml) => {
    yaml.set(field, value);
  });

/** Applies those that do not overlap, from the first on; the others wait for the next round. */
export const applyFixes = (text: string, fixes: readonly Fix[]): string => {
  const chosen: Fix[] = [];
  for (const fix of [...fixes].sort((a, b) => a.start - b.start || a.end - b.end))
    if (fix.start >= (chosen.at(-1)?.end ?? 0)) chosen.push(fix);
  return chosen.reduceRight(
    (edited, { start, end, text: given }) => edited.slice(0, start) + given + edited.slice(end),
    text,
  );
};
