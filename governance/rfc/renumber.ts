/** `accord rfc new --renumber`: another number for a document whose own was taken in the meantime, and for all that links it. */
import { renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { diskFiles, textOf } from '../files.ts';
import { RFCS, readCorpus } from '../lint/corpus.ts';
import { applyFixes, setField } from '../lint/edit.ts';
import { writeAtomically } from '../lint/fix.ts';
import { initialStatus, padded, requireProcess } from '../process.ts';
import { Refused } from '../refused.ts';
import { freeNumber } from './new.ts';

export interface Renumbered {
  readonly number: number;
  readonly file: string;
  /** Documents whose links were changed. */
  readonly linking: readonly string[];
}

export const renumberRfc = ({
  root,
  file,
  asked,
}: {
  readonly root: string;
  /** Its path from the root, or its name. */
  readonly file: string;
  readonly asked?: number | undefined;
}): Renumbered => {
  const files = diskFiles(root);
  const process = requireProcess(files);
  const { rfcs, charters } = readCorpus(process, files);
  const name = basename(file);
  const rfc = rfcs.find((candidate) => candidate.name === name);
  if (rfc === undefined) throw new Refused(`there is no RFC ${RFCS}/${name}; give the name of its file`);
  const initial = initialStatus(process.statuses);
  if (rfc.meta === null) throw new Refused(`the front matter of ${rfc.path} is not in order; mend that first`);
  if (rfc.meta.status !== initial)
    throw new Refused(`${rfc.path} is ${rfc.meta.status}; a number changes only while an RFC is ${initial}`);
  const number = freeNumber(process, files, asked);
  const renamed = name.replace(/^\d+/, padded(process, number));
  const edit = setField(rfc, 'number', number);
  const linking = [...rfcs, ...charters]
    .filter(
      ({ path, outline }) =>
        path !== rfc.path && outline.links.some(({ url }) => basename(url.split('#', 1)[0] ?? '') === name),
    )
    .map(({ path }) => path);
  writeAtomically(
    join(root, rfc.path),
    applyFixes(rfc.text, edit === undefined ? [] : [edit]).replaceAll(`](${name}`, `](${renamed}`),
  );
  renameSync(join(root, rfc.path), join(root, RFCS, renamed));
  for (const path of linking) writeAtomically(join(root, path), (textOf(files, path) ?? '').replaceAll(name, renamed));
  return { number, file: `${RFCS}/${renamed}`, linking };
};
