/** The front matter of an RFC. Which fields there are, and what each holds, is stated in `process.yaml`. */
import type { z } from 'zod';
import { frontMatterSchema } from '../fields.ts';
import { holdsWhen, type Process } from '../process.ts';

export interface HistoryEntry {
  readonly status: string;
  readonly date: string;
  /** Link or sentence, by the id of the kind of evidence. */
  readonly evidence?: Readonly<Record<string, string>>;
}

/** The fields that the engine reads; the process may define others. */
export interface RfcFrontMatter {
  readonly number: number;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly authors: readonly string[];
  readonly group: string;
  readonly created: string;
  readonly history: readonly HistoryEntry[];
  readonly requires?: readonly number[];
  readonly supersedes?: readonly number[];
  readonly 'superseded-by'?: readonly number[];
  readonly discussion?: string;
  readonly requirements?: { readonly adds?: readonly string[]; readonly changes?: readonly string[] };
  readonly implementation?: readonly string[];
  readonly upstream?: readonly string[];
}

/** The schema that this process gives. A field that only some statuses or types need is asked of those. */
export const rfcFrontMatter = (process: Process): z.ZodType<RfcFrontMatter> =>
  frontMatterSchema(process['front-matter'], {
    title: process.limits.title,
    statuses: process.statuses.map(({ id }) => id),
    types: process.types.map(({ id }) => id),
    evidence: process.evidence,
    highest: 10 ** process.numbering.digits - 1,
  }).superRefine((value, context) => {
    const meta = value as unknown as RfcFrontMatter;
    for (const { name, 'required-when': when } of process['front-matter'])
      if (when !== undefined && value[name] === undefined && holdsWhen(when, meta))
        context.addIssue({ code: 'custom', path: [name], message: `this field at status ${meta.status}` });
  }) as unknown as z.ZodType<RfcFrontMatter>;
