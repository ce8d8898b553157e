/** `accord rfc advance`: the step is written and held to every rule first, and only then put on disk, or not at all. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { diskFiles, type Files, overlay } from '../files.ts';
import { expectKnownWord } from '../known.ts';
import { type Actor, type Rfc, readCorpus } from '../lint/corpus.ts';
import { applyFixes, editFrontMatter } from '../lint/edit.ts';
import { writeAtomically } from '../lint/fix.ts';
import type { Problem } from '../problem.ts';
import { type Process, padded, requireProcess, transitionsFrom } from '../process.ts';
import { Refused } from '../refused.ts';
import { DECISIONS } from './decision.ts';
import type { RfcFrontMatter } from './frontmatter.ts';
import { checkRfcFiles } from './lint.ts';
import { addDays } from './steps.ts';

export interface Advance {
  readonly root: string;
  readonly number: number;
  readonly status: string;
  readonly date: string;
  /** By the id of the kind of evidence. What the document or its last record says already need not be said again. */
  readonly evidence?: Readonly<Record<string, string>>;
  /** The RFC that takes its place, for a step to the status of those that were replaced. */
  readonly supersededBy?: number;
  readonly actor?: Actor | undefined;
}

export interface Advanced {
  readonly file: string;
  readonly from: string;
  /** Files that were written, the RFC first. */
  readonly written: readonly string[];
  /** Why nothing was written; empty when the step was taken. */
  readonly missing: readonly Problem[];
}

const find = (process: Process, files: Files, number: number): { readonly rfc: Rfc; readonly meta: RfcFrontMatter } => {
  const rfc = readCorpus(process, files).byNumber.get(number)?.[0];
  if (rfc?.meta == null) throw new Refused(`there is no RFC ${number} whose front matter is in order`);
  return { rfc, meta: rfc.meta };
};

/** Evidence that was given, and that which stands in a field of the same name or with the step before. */
const evidenceFor = (
  process: Process,
  meta: RfcFrontMatter,
  status: string,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const kinds = process.evidence.map(({ id }) => id);
  const unknown = Object.keys(given).find((kind) => !kinds.includes(kind));
  if (unknown !== undefined)
    throw new Refused(`there is no evidence ${unknown}; the process knows ${kinds.join(', ')}`);
  const wanted = transitionsFrom(process, meta.status, meta.type).find(({ to }) => to === status)?.evidence ?? [];
  const fields = meta as unknown as Readonly<Record<string, unknown>>;
  const before = meta.history.at(-1)?.evidence ?? {};
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const known = wanted.includes(kind) ? (fields[kind] ?? before[kind]) : undefined;
      const value = given[kind] ?? (typeof known === 'string' ? known : undefined);
      return value === undefined ? [] : [[kind, value]];
    }),
  );
};

/** A record for a question that is opened by this step, where the step needs one and there is none yet. */
const recordFor = (
  process: Process,
  files: Files,
  { number, title, type }: RfcFrontMatter,
  status: string,
  date: string,
): Readonly<Record<string, string>> => {
  const path = `${DECISIONS}/${padded(process, number)}.yaml`;
  const [onward] = transitionsFrom(process, status, type);
  if (!process['decisions-opened-by'].includes(status) || onward === undefined || files.exists(path)) return {};
  return {
    [path]: stringify(
      {
        format: 'accord-rfc-decision/1',
        rfcs: [number],
        question: `Shall RFC ${padded(process, number)}, ${title}, be ${onward.to} as it stands at the commit that opens this record?`,
        to: onward.to,
        opened: date,
        closes: addDays(date, onward.after),
        objections: [],
      },
      { lineWidth: 0 },
    ),
  };
};

export const advance = async ({
  root,
  number,
  status,
  date,
  evidence: given = {},
  supersededBy,
  actor,
}: Advance): Promise<Advanced> => {
  const files = diskFiles(root);
  const process = requireProcess(files);
  const { rfc, meta } = find(process, files, number);
  expectKnownWord('status', status, process.statuses);
  const record = recordFor(process, files, meta, status, date);
  const [opened] = Object.keys(record);
  const evidence = evidenceFor(process, meta, status, {
    ...(opened === undefined ? {} : { decision: `decisions/${opened.slice(DECISIONS.length + 1)}` }),
    ...given,
  });
  const fields = new Set(process['front-matter'].map(({ name }) => name));
  const edit = editFrontMatter(rfc, (yaml) => {
    yaml.set('status', status);
    const entry = { status, date, ...(Object.keys(evidence).length === 0 ? {} : { evidence }) };
    yaml.addIn(['history'], yaml.createNode(entry));
    // Where a field has the name of the evidence, a reader looks for it there.
    for (const [kind, value] of Object.entries(evidence))
      if (fields.has(kind) && !yaml.has(kind)) yaml.set(kind, value);
    if (supersededBy !== undefined) yaml.set('superseded-by', yaml.createNode([supersededBy]));
  });
  if (edit === undefined) throw new Refused(`the front matter of ${rfc.path} cannot be edited`);
  const texts = { [rfc.path]: applyFixes(rfc.text, [edit]), ...record };
  const before = new Set(
    (await checkRfcFiles(files, { date })).map(({ file, rule, message }) => `${file} ${rule} ${message}`),
  );
  const found = await checkRfcFiles(overlay(files, texts), {
    base: { files, changed: new Set(Object.keys(texts)) },
    actor,
    date,
  });
  // What was wrong elsewhere before is nobody's to mend now; what is wrong with this RFC is.
  const missing = found.filter(
    ({ file, rule, message, severity }) =>
      severity === 'error' && (file in texts || !before.has(`${file} ${rule} ${message}`)),
  );
  if (missing.length > 0) return { file: rfc.path, from: meta.status, written: [], missing };
  // The record first: an RFC that names a record which is not there would be wrong, the other way round is only early.
  for (const [path, text] of Object.entries(texts).reverse()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeAtomically(join(root, path), text);
  }
  return { file: rfc.path, from: meta.status, written: Object.keys(texts), missing: [] };
};
