import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { documentText } from './document.ts';

const PAGE = `---
title: Tools
description: What tools are.
sidebar:
  order: 1
---

See [caching](caching.md#hints).

## Calls

\`\`\`md
:::requirement{id="tools.not-one"}
## Not a heading
\`\`\`

:::requirement{id="tools.rule" level="MUST" basis="keyword" since="2025-11-25" source="2025-11-25/server/tools#calls 2026-07-28/server/tools#calls" test="black-box"}
A server answers.

**Why.** Because.

**Mend.** Answer.

**Note.** One.

Two.
:::

The end.
`;
const OTHER = PAGE.replaceAll('tools', 'caching').replace('Tools', 'Caching').replace('order: 1', 'order: 2');
const pages = [
  { name: 'caching', text: OTHER },
  { name: 'tools', text: PAGE },
];
const { catalogue, problems } = compile(pages);
const text = documentText(pages, catalogue);

test('the topics stand in the order that their pages give', () => {
  expect(problems).toEqual([]);
  expect(catalogue.topics.map(({ name }) => name)).toEqual(['tools', 'caching']);
  expect(text.indexOf('## Tools')).toBeLessThan(text.indexOf('## Caching'));
});
test('a requirement stands with its level, its id as an anchor, its newest source and its note, in place of its block', () => {
  expect(text).toContain('<a id="tools.rule"></a>**MUST** A server answers.');
  expect(text).toContain('[source](https://modelcontextprotocol.io/specification/2026-07-28/server/tools#calls)');
  expect(text).toContain('> Note: One.\n> \n> Two.');
  expect(text).not.toContain('Because.');
  expect(text.indexOf('A server answers.')).toBeLessThan(text.indexOf('The end.'));
});
test('headings go one deeper and links to other pages stay within, but for what is code', () => {
  expect(text).toContain('### Calls');
  expect(text).toContain('[caching](#caching)');
  expect(text).toContain('```md\n:::requirement{id="tools.not-one"}\n## Not a heading\n```');
});
test('each topic ends with the table of its requirements', () => {
  expect(text).toContain('| [`tools.rule`](#tools.rule) | MUST | server | since 2025-11-25 | seen by a probe |');
});
