import type { Rfc } from '../../lint/corpus.ts';
import { charter, rfc } from '../../lint/example.ts';
import { defineRule } from '../../lint/rule.ts';
import { holdersOf, holds } from '../holders.ts';
import { newSteps } from '../steps.ts';

const path = 'rfcs/0001-an-example.md';
const group = 'working-groups/example/charter.md';
const discussion = 'https://example.org/1';
const authors = ['A Name (@author)'];
const draft = rfc({ authors });
const history = [
  { status: 'draft', date: '2026-11-01' },
  { status: 'review', date: '2026-11-02', evidence: { discussion } },
];
const review = rfc({ authors, status: 'review', history, discussion });
const lastCall = rfc({
  authors,
  status: 'last-call',
  history: [...history, { status: 'last-call', date: '2026-11-20', evidence: { decision: 'decisions/0001.yaml' } }],
  discussion,
});
const seated = charter({ status: 'active', chairs: [{ seat: 'Chair', holder: '@chair', until: '2027-11-01' }] });

export const actorAllowed = defineRule<Rfc>({
  id: 'actor-allowed',
  kind: 'diff',
  severity: 'error',
  reason: 'Roles decide. Whoever takes a step in a role holds it, in writing, before the step is taken.',
  examples: [
    {
      says: 'An author asks for review',
      base: { [path]: draft },
      files: { [path]: review },
      actor: { name: 'author' },
      problems: [],
    },
    {
      says: 'The chair of the group opens a last call',
      base: { [path]: review, [group]: seated },
      files: { [path]: lastCall, [group]: seated },
      actor: { name: 'chair' },
      problems: [],
    },
    {
      says: 'Somebody else asks for review',
      base: { [path]: draft },
      files: { [path]: review },
      actor: { name: 'reader' },
      problems: [`${path}:13:13 Unexpected step to review by reader, expected author: @author`],
    },
    {
      says: 'A last call of a group whose seats are open',
      base: { [path]: review },
      files: { [path]: lastCall },
      actor: { name: 'author' },
      problems: [
        `${path}:17:13 Unexpected step to last-call by author, expected working group: nobody yet, the seats are open`,
      ],
    },
    {
      says: 'A chair who takes the seat and decides in one change',
      base: { [path]: review },
      files: { [path]: lastCall, [group]: seated },
      actor: { name: 'chair' },
      problems: [
        `${path}:17:13 Unexpected step to last-call by chair, expected working group: nobody yet, the seats are open`,
      ],
    },
  ],
  check(document, corpus, report) {
    const { meta, placeOf } = document;
    const { actor, process, base } = corpus;
    if (meta === null || actor === null) return;
    // Whoever adds themselves as an author is one from the next change on.
    const rfc = base?.was(document)?.meta ?? meta;
    for (const { index, to, allowed } of newSteps(corpus, document)) {
      const roles = process.actors.filter(({ id }) => allowed?.by.includes(id) === true);
      if (allowed === null || roles.some((role) => holds(actor, role, rfc, corpus))) continue;
      const expected = roles.map((role) => {
        const holders = holdersOf(role, rfc, corpus).map((handle) => `@${handle}`);
        const none =
          'platform' in role['held-by'] ? 'as the host of the repository says' : 'nobody yet, the seats are open';
        return `${role.title}: ${holders.length === 0 ? none : holders.join(', ')}`;
      });
      report({
        actual: `step to ${to.status} by ${actor.name}`,
        expected: expected.join('; '),
        place: placeOf('history', index, 'status'),
      });
    }
  },
});
