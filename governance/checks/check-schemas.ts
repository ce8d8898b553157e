/** Every document and data file against its schema. */
import type { Files } from '../files.ts';
import { byPlace, type Problem } from '../problem.ts';
import { type Kind, schemaProblem } from './kind.ts';
import {
  CERTIFICATES,
  DISPUTES,
  KEYS,
  PROFILES,
  REPORTS,
  STATUS_LOG,
  SUBMISSIONS,
  TRANSCRIPTS,
} from './kinds/certification.ts';
import { DEPENDABOT, ISSUE_FORMS, WORKFLOWS } from './kinds/github.ts';
import { CHARTERS, DECISION_RECORDS, PROCESS, RFC_FRONT_MATTER } from './kinds/governance.ts';
import { EXPECTED_RESULTS, OBSERVED_REASONS, OBSERVED_SERVERS } from './kinds/observatory.ts';
import { SITE_PAGES } from './kinds/pages.ts';
import { CATALOGUE_FILE, EXAMPLES, JSON_SCHEMAS, SPECIFICATION_PAGES } from './kinds/specification.ts';

export const KINDS: readonly Kind[] = [
  PROCESS,
  RFC_FRONT_MATTER,
  DECISION_RECORDS,
  CHARTERS,
  SPECIFICATION_PAGES,
  CATALOGUE_FILE,
  EXAMPLES,
  JSON_SCHEMAS,
  PROFILES,
  SUBMISSIONS,
  REPORTS,
  TRANSCRIPTS,
  CERTIFICATES,
  KEYS,
  STATUS_LOG,
  DISPUTES,
  OBSERVED_SERVERS,
  OBSERVED_REASONS,
  EXPECTED_RESULTS,
  SITE_PAGES,
  WORKFLOWS,
  ISSUE_FORMS,
  DEPENDABOT,
];

export interface Checked {
  readonly kind: string;
  readonly count: number;
  readonly problems: readonly Problem[];
}

/** Nothing found where something must be is a problem: a check that looks in the wrong place would pass for ever. */
const absence = ({ name }: Kind): Problem =>
  schemaProblem('.', { actual: `absence of ${name}`, expected: 'at least one file' });

export const checkSchemas = async (files: Files, kinds: readonly Kind[] = KINDS): Promise<readonly Checked[]> => {
  const checked: Checked[] = [];
  for (const kind of kinds) {
    const paths = kind.find(files);
    const problems = paths.length === 0 ? (kind.required ? [absence(kind)] : []) : await kind.check(paths, files);
    checked.push({ kind: kind.name, count: paths.length, problems: [...problems].sort(byPlace) });
  }
  return checked;
};
