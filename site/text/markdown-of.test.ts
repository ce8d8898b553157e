import { describe, expect, it } from 'vitest';
import { catalogue } from '../lib/catalogue.ts';
import { documentText, requirementText } from './markdown-of.ts';

const options = { base: '/below', repository: undefined };
const document = (body: string) =>
  documentText({ title: 'T', description: 'D', body, file: 'site/content/docs/tutorials/write-an-rfc.md' }, options);

describe('a document as text', () => {
  it('has its title once, and links that lead to pages', () => {
    expect(document('# T\n\nSee [the first](certify-your-first-server.md#run) and [x](https://example.org/).')).toBe(
      '# T\n\n> D\n\nSee [the first](/below/tutorials/certify-your-first-server/#run) and [x](https://example.org/).\n',
    );
  });

  it('names a file that has no page, and leaves code alone', () => {
    expect(document('[the policy](../../../../SECURITY.md)\n\n```md\n[x](../../../../SECURITY.md)\n```')).toBe(
      '# T\n\n> D\n\nthe policy\n\n```md\n[x](../../../../SECURITY.md)\n```\n',
    );
  });
});

it('a requirement as text says level, statement, sources and how to mend it', () => {
  const requirement = catalogue().requirements.find(({ id }) => id === 'tools.name.unique')!;
  const text = requirementText(requirement, options);
  expect(text).toContain('# tools.name.unique\n\n> SHOULD: No two tools of one server have the same name.');
  expect(text).toContain('https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names');
  expect(text).toContain('## How to mend it');
});
