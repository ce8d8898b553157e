/** Documents for the examples of rules: a whole RFC or charter, of which an example states only what matters to it. */
import { stringify } from 'yaml';

type Fields = Readonly<Record<string, unknown>>;

const write = (fields: Fields, body: string): string => {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return `---\n${stringify(given, { lineWidth: 0 })}---\n\n${body}`;
};

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
