/** The process, its RFCs, groups and decisions, as `governance/` reads them. Pages ask here and parse nothing themselves. */
import { diskFiles, textOf } from '../../governance/files.ts';
import { type Process, requireProcess } from '../../governance/process.ts';
import { type Decision, decisionFiles, decisionSchema } from '../../governance/rfc/decision.ts';
import { listRfcs, type RfcSummary } from '../../governance/rfc/list.ts';
import { listWorkingGroups, type WorkingGroupSummary } from '../../governance/wg/list.ts';
import { readYaml } from '../../governance/yaml/located.ts';
import { root } from '../lib/root.ts';

export interface DecisionRecord extends Decision {
  /** Path from the root of the repository. */
  readonly file: string;
}

/** A build reads each once; while somebody writes, every page reads anew. */
const once = <T>(read: () => T): (() => T) => {
  let held: { readonly value: T } | undefined;
  return () => {
    if (import.meta.env?.DEV === true) return read();
    held ??= { value: read() };
    return held.value;
  };
};

export const policy: () => Process = once(() => requireProcess(diskFiles(root)));

/** In order of number. */
export const rfcs: () => readonly RfcSummary[] = once(() => listRfcs({ root }));

export const rfcOf = (number: number): RfcSummary | undefined => rfcs().find((rfc) => rfc.number === number);

/** In order of name. */
export const groups: () => readonly WorkingGroupSummary[] = once(() => listWorkingGroups({ root }));

export const groupOf = (name: string): WorkingGroupSummary | undefined => groups().find((group) => group.name === name);

/** In order of file name. A record that does not fit its schema is not listed; `accord rfc check` says what is wrong with it. */
export const decisions: () => readonly DecisionRecord[] = once(() => {
  const files = diskFiles(root);
  const schema = decisionSchema(policy());
  return decisionFiles(files).flatMap((file) => {
    const read = schema.safeParse(readYaml(textOf(files, file) ?? '').value);
    return read.success ? [{ ...read.data, file }] : [];
  });
});
