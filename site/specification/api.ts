/** `/api/requirements.json`, and the schema that describes it: one statement for both, so that they cannot disagree. */
import * as z from 'zod';
import {
  type Catalogue,
  PROFILED_REVISIONS,
  REVISIONS,
  type Requirement,
} from '../../certifier/catalogue/requirement.ts';
import { requirementPath } from '../lib/base.ts';
import { profiledRevisions } from '../lib/catalogue.ts';
import { publishedSchema } from '../lib/json-schema.ts';
import { topicPath } from './paths.ts';
import { relationsIn } from './relations.ts';
import type { State } from './state.ts';

const id = z.string().describe('Permanent. Its first segment is the topic.');
const ids = z.array(z.string());
const revision = z.enum(REVISIONS);
const markdown = z.string().nullable();
const path = z
  .string()
  .regex(/^\/.*\/$/)
  .describe('Address of its page, below that of the site.');

const schema = z
  .object({
    format: z.literal('accord-requirements/1'),
    upstream: z
      .object({ repository: z.url(), commit: z.string(), date: z.iso.date() })
      .describe('The upstream text that the statements were read at.'),
    topics: z.array(z.object({ name: z.string(), title: z.string(), description: z.string(), path })),
    requirements: z.array(
      z.object({
        id,
        topic: z.string(),
        statement: z.string().describe('One sentence. Plain text with code in backticks.'),
        level: z.enum(['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY']),
        basis: z
          .enum(['keyword', 'table', 'schema', 'plain'])
          .describe('What the level rests on. A breach of plain wording warns.'),
        ambiguous: z.boolean().describe('Upstream contradicts itself or is silent, so that a breach warns.'),
        role: z.enum(['server', 'client', 'both', 'host', 'authorization-server']).describe('Whom it binds.'),
        transports: z.array(z.enum(['stdio', 'streamable-http'])),
        since: revision.describe('It holds from this revision …'),
        until: revision.nullable().describe('… to this one, both included; null while it holds.'),
        profiled: z.array(z.enum(PROFILED_REVISIONS)).describe('The revisions judged by a profile in which it holds.'),
        capability: z.string().nullable().describe('It applies only to a subject that declares this.'),
        testable: z.enum(['static', 'black-box', 'fixture', 'untestable']),
        reason: z.string().nullable().describe('Why it is untestable, or what a test of it would need.'),
        state: z
          .enum(['judged', 'not-yet-judged', 'not-testable'])
          .describe('Whether this version of the suite judges it.'),
        probe: z.string().nullable(),
        risk: z.enum(['list-only', 'read-only-call', 'tool-call', 'fixture', 'credentials', 'harness']),
        source: z.array(z.object({ revision, page: z.string(), section: z.string() })),
        owns: ids.describe('Places of the message schema that it judges.'),
        implies: ids.describe('Requirements that a breach of it necessarily breaks too.'),
        related: ids,
        rfcs: z.array(z.int().min(1)).describe('Numbers of the RFCs that added or changed it.'),
        replaces: z.string().nullable(),
        replacedBy: ids,
        why: z.string().describe('Markdown.'),
        mend: markdown.describe('How to mend a subject that breaks it. Markdown.'),
        note: markdown.describe('What we decided where upstream is ambiguous. Markdown.'),
        path,
      }),
    ),
    retired: z
      .array(z.object({ id, topic: z.string(), reason: z.string(), replacedBy: z.string().nullable() }))
      .describe('Ids that are gone and never given again.'),
  })
  .describe('Every requirement of Accord, in the order of the specification.');

export type RequirementsData = z.infer<typeof schema>;

export function requirementsData(
  { upstream, topics, requirements, retired }: Catalogue,
  stateOf: (requirement: Requirement) => State,
): RequirementsData {
  const relationsOf = relationsIn({ requirements });
  return schema.parse({
    format: 'accord-requirements/1',
    upstream,
    topics: topics.map((topic) => ({ ...topic, path: topicPath(topic.name) })),
    requirements: requirements.map(({ ambiguity, ...requirement }) => ({
      ...requirement,
      ambiguous: requirement.ambiguous === true,
      until: requirement.until ?? null,
      profiled: profiledRevisions(requirement),
      capability: requirement.capability ?? null,
      reason: requirement.reason ?? null,
      state: stateOf(requirement),
      probe: requirement.probe ?? null,
      replaces: requirement.replaces ?? null,
      replacedBy: relationsOf(requirement).replacedBy,
      rfcs: requirement.rfcs ?? [],
      mend: requirement.mend ?? null,
      note: ambiguity ?? null,
      path: requirementPath(requirement.id),
    })),
    retired: retired.map((each) => ({ ...each, replacedBy: each.replacedBy ?? null })),
  });
}

export const requirementsJsonSchema = (): object => publishedSchema(schema, 'requirements');
