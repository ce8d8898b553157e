/** The data files of the site, as the page that documents them lists them. */

export interface DataFile {
  readonly title: string;
  readonly what: string;
  readonly path: string;
  /** Address of the JSON Schema that describes it; absent for a form that others have defined. */
  readonly schema?: string;
}

export const DATA_FILES: readonly DataFile[] = [
  {
    title: 'Requirements',
    what: 'Every requirement: statement, level, role, revisions, sources, relations, and whether the suite judges it.',
    path: '/api/requirements.json',
    schema: '/api/requirements.schema.json',
  },
  {
    title: 'RFCs',
    what: 'Every RFC, with its history and its relations in both directions.',
    path: '/api/rfcs.json',
    schema: '/api/rfcs.schema.json',
  },
  {
    title: 'Working groups',
    what: 'Every working group, with its seats, deliverables and meetings.',
    path: '/api/working-groups.json',
    schema: '/api/working-groups.schema.json',
  },
];
