/** Documents for the examples of rules: a whole RFC or charter, of which an example states only what matters to it. */

type Fields = Readonly<Record<string, unknown>>;

/** Plain where YAML reads it back as the same text. */
const scalar = (value: unknown): string =>
  typeof value === 'string' &&
  (/^(?!(?:true|false|null)$)[A-Za-z](?:[\w ,()./@’-]|:\/\/)*$/.test(value) || /^\d{4}-\d{2}-\d{2}$/.test(value))
    ? value
    : JSON.stringify(value);

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** Examples are written whenever the rules are loaded, so by hand: the writer of the library takes longer than all rules do. */
const lines = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null || isEmpty(value)) return [scalar(value)];
  if (Array.isArray(value))
    return value.flatMap((item) => lines(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`));
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const [first = '', ...others] = lines(inner);
    const nested = typeof inner === 'object' && inner !== null && !isEmpty(inner);
    return nested ? [`${key}:`, ...[first, ...others].map((line) => `  ${line}`)] : [`${key}: ${first}`];
  });
};

const write = (fields: Fields, body: string): string => `---\n${lines(fields).join('\n')}\n---\n\n${body}`;

export const rfc = (fields: Fields = {}, body = BODY): string =>
  write(
    {
      number: 1,
      title: 'An example',
      type: 'informational',
      status: 'draft',
      authors: ['The editors (open seats)'],
      group: 'example',
      created: '2026-11-01',
      history: [{ status: 'draft', date: '2026-11-01' }],
      ...fields,
    },
    body,
  );

/** What the front matter of an RFC says that was given up the day after it was written. */
export const WITHDRAWN = {
  status: 'withdrawn',
  history: [
    { status: 'draft', date: '2026-11-01' },
    { status: 'withdrawn', date: '2026-11-02', evidence: { reason: 'Not needed.' } },
  ],
} as const;

export const charter = (fields: Fields = {}, body = CHARTER_BODY): string =>
  write(
    {
      name: 'example',
      title: 'Example group',
      status: 'forming',
      scope: 'Decides on examples.',
      chairs: [{ seat: 'Chair', holder: 'open' }],
      created: '2026-11-01',
      links: [{ label: 'Meetings', href: 'meetings/README.md' }],
      ...fields,
    },
    body,
  );

const BODY = '## Summary\n\nWhat it is about.\n\n## Motivation\n\nWhat goes wrong today.\n';
const CHARTER_BODY =
  '## Scope\n\nExamples.\n\n## Deliverables\n\nAn example.\n\n## Seats\n\nAll open.\n\n## Ways of working\n\nIn the open.\n';

/** What every example stands on. */
export const GROUND: Readonly<Record<string, string>> = {
  'working-groups/example/charter.md': charter(),
  'working-groups/example/meetings/README.md': '# Meetings\n',
};
