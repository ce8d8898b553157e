import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';
import { expectedSections, sectionHeadings } from '../sections.ts';

const path = 'rfcs/0001-an-example.md';

export const requiredSections = defineDocumentRule<Rfc | Charter>({
  id: 'required-sections',
  severity: 'error',
  reason: 'Each reader looks for the same question in the same place: what breaks, what is the risk, how is it tested.',
  examples: [
    { says: 'What its type and status ask for', files: { [path]: rfc() }, problems: [] },
    {
      says: 'A rule without the section that rules',
      files: { [path]: rfc({ type: 'standards' }) },
      problems: [
        `${path}:1:1 Unexpected absence of "## Specification", expected it in an RFC of type standards at status draft`,
      ],
    },
    {
      says: 'A charter that names no deliverable',
      files: {
        'working-groups/example/charter.md': `---
name: example
title: Example group
status: forming
scope: Decides on examples.
chairs: [{ seat: Chair, holder: open }]
created: 2026-11-01
links: [{ label: Meetings, href: meetings/README.md }]
---

## Scope

Examples.

## Seats

All open.

## Ways of working

In the open.
`,
      },
      problems: [
        'working-groups/example/charter.md:1:1 Unexpected absence of "## Deliverables", expected it in a charter at status forming',
      ],
    },
  ],
  check(document, corpus, report) {
    const expected = expectedSections(document, corpus);
    const present = sectionHeadings(document).map(({ text }) => text);
    for (const { heading } of expected?.required ?? [])
      if (!present.includes(heading))
        report({ actual: `absence of "## ${heading}"`, expected: `it in ${expected?.of}` });
  },
});
