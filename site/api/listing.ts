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
  {
    title: 'Implementations',
    what: 'Every implementation with a committed result: its versions, and verdict and standing over each transport.',
    path: '/api/implementations.json',
    schema: '/api/implementations.schema.json',
  },
  {
    title: 'Certificates',
    what: 'Every committed certificate, and what verifying it said.',
    path: '/api/certificates.json',
    schema: '/api/certificates.schema.json',
  },
  {
    title: 'Status',
    what: 'How each certificate stands, and where the signed log and the public keys are.',
    path: '/api/status.json',
    schema: '/api/status.schema.json',
  },
  {
    title: 'Badges',
    what: 'Every badge of a committed certificate.',
    path: '/api/badges.json',
    schema: '/api/badges.schema.json',
  },
  {
    title: 'The compiled catalogue',
    what: 'The requirements as the certifier reads them, of this very version; its form is internal and may change.',
    path: '/specification/catalogue.json',
  },
];
