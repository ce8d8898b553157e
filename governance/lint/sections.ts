/** Which sections a document should have, as the process says for its kind, type and status. */
import type { Heading } from '../markdown/outline.ts';
import { holdsWhen, type Section } from '../process.ts';
import { type Charter, RFCS, type Rfc } from './corpus.ts';
import type { Grounds } from './rule.ts';

export interface ExpectedSections {
  readonly all: readonly Section[];
  readonly required: readonly Section[];
  readonly forbidden: readonly Section[];
  /** In words: `a standards RFC at status review`. */
  readonly of: string;
}

/** Null while the front matter is not valid: then nobody knows. */
export const expectedSections = ({ path, meta }: Rfc | Charter, { process }: Grounds): ExpectedSections | null => {
  if (meta === null) return null;
  const isRfc = path.startsWith(`${RFCS}/`);
  const all = isRfc ? process.sections : process['working-groups'].sections;
  const at = 'type' in meta ? { type: meta.type, status: meta.status } : { status: meta.status };
  return {
    all,
    required: all.filter(({ 'required-when': when }) => when !== undefined && holdsWhen(when, at)),
    forbidden: all.filter(({ 'forbidden-when': when }) => when?.includes(at.status) === true),
    of: `${at.type === undefined ? 'a charter' : `an RFC of type ${at.type}`} at status ${at.status}`,
  };
};

export const sectionHeadings = ({ outline }: Rfc | Charter): readonly Heading[] =>
  outline.headings.filter(({ depth }) => depth === 2);
