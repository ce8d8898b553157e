/** The schemas of the files that the command reads and writes, handed out under `/api/`. */

export interface PublishedSchema {
  /** `/api/<name>.schema.json`. */
  readonly name: string;
  /** In the repository. */
  readonly file: string;
  readonly title: string;
  readonly what: string;
  /** The page that explains it. */
  readonly page: string;
}

export const FILE_SCHEMAS: readonly PublishedSchema[] = [
  {
    name: 'report',
    file: 'certifier/report/report.schema.json',
    title: 'Report',
    what: 'What the judge says of one transcript.',
    page: '/reference/report/',
  },
  {
    name: 'transcript',
    file: 'certifier/evidence/transcript.schema.json',
    title: 'Transcript, one line',
    what: 'Everything that was on the wire.',
    page: '/reference/transcript/',
  },
  {
    name: 'certificate',
    file: 'certifier/certificate/certificate.schema.json',
    title: 'Certificate',
    what: 'The predicate of a certificate’s second statement.',
    page: '/reference/certificate/',
  },
  {
    name: 'keys',
    file: 'certifier/certificate/keys.schema.json',
    title: 'Public keys',
    what: 'The programme’s public keys, and when each counts.',
    page: '/reference/public-keys/',
  },
  {
    name: 'status-log',
    file: 'certifier/certificate/status-log.schema.json',
    title: 'Status log, one entry',
    what: 'What became of a certificate.',
    page: '/reference/status-log/',
  },
  {
    name: 'submission',
    file: 'certifier/submission/submission.schema.json',
    title: 'Submission',
    what: 'What a request for certification says.',
    page: '/reference/submission/',
  },
  {
    name: 'config',
    file: 'cli/accord.config.schema.json',
    title: 'Configuration',
    what: 'Options of the command in a file.',
    page: '/reference/configuration/',
  },
];

export const schemaPath = ({ name }: PublishedSchema): string => `/api/${name}.schema.json`;
