/** The process, its RFCs, groups and decisions, as `governance/` reads them. Pages ask here and parse nothing themselves. */
import { join } from 'node:path';
import { type Deadline, deadlinesOf } from '../../governance/calendar/events.ts';
import { textOf } from '../../governance/files.ts';
import { type Glance, GROUPS, RFCS } from '../../governance/lint/corpus.ts';
import { rememberingFiles, rememberingGlance } from '../../governance/lint/remembering.ts';
import { PROCESS_FILE, type Process, requireProcess } from '../../governance/process.ts';
import { DECISIONS, type Decision, decisionFiles, decisionSchema } from '../../governance/rfc/decision.ts';
import { listRfcs, type RfcSummary } from '../../governance/rfc/list.ts';
import { listWorkingGroups, type WorkingGroupSummary } from '../../governance/wg/list.ts';
import { readYaml } from '../../governance/yaml/located.ts';
import { root } from '../lib/root.ts';
import { held } from './held.ts';
import { type Relations, relationsIn, type Touching, touchingIn } from './relations.ts';

export interface DecisionRecord extends Decision {
  /** Path from the root of the repository. */
  readonly file: string;
}

const files = rememberingFiles(root);

const at = (...paths: readonly string[]) => paths.map((path) => join(root, path));

const ofProcess = () => at(PROCESS_FILE);
const ofRfcs = () => at(RFCS);
const ofGroups = () => at(RFCS, ...files.list(GROUPS).map((name) => `${GROUPS}/${name}`));
const ofDecisions = () => at(PROCESS_FILE, DECISIONS);

export const policy: () => Process = held(() => requireProcess(files), ofProcess);

const glance: () => Glance = held(rememberingGlance, ofProcess);

/** In order of number. */
export const rfcs: () => readonly RfcSummary[] = held(() => listRfcs({ root, files, glance: glance() }), ofRfcs);

const byNumber = held(() => new Map(rfcs().map((rfc) => [rfc.number, rfc])), ofRfcs);

export const rfcOf = (number: number): RfcSummary | undefined => byNumber().get(number);

const relations = held(() => relationsIn(rfcs()), ofRfcs);
const touching = held(() => touchingIn(rfcs()), ofRfcs);

export const relationsOf = (rfc: RfcSummary): Relations => relations()(rfc);

/** RFCs that add this requirement, and RFCs that change it. */
export const rfcsTouching = (requirement: string): Touching => touching()(requirement);

/** In order of name. */
export const groups: () => readonly WorkingGroupSummary[] = held(
  () => listWorkingGroups({ root, files, glance: glance() }),
  ofGroups,
);

export const groupOf = (name: string): WorkingGroupSummary | undefined => groups().find((group) => group.name === name);

/** In order of file name. A record that does not fit its schema is not listed; `accord rfc check` says what is wrong with it. */
export const decisions: () => readonly DecisionRecord[] = held(() => {
  const schema = decisionSchema(policy());
  return decisionFiles(files).flatMap((file) => {
    const read = schema.safeParse(readYaml(textOf(files, file) ?? '').value);
    return read.success ? [{ ...read.data, file }] : [];
  });
}, ofDecisions);

/** The days that people wait for, of all groups. */
export const deadlines: () => readonly Deadline[] = held(
  () => deadlinesOf({ process: policy(), rfcs: rfcs(), groups: groups(), decisions: decisions() }),
  () => [...ofGroups(), ...ofDecisions()],
);
