/** The data files of the process, and the schemas that describe them: one statement for both, so that they cannot disagree. */
import * as z from 'zod';
import type { Process } from '../../governance/process.ts';
import type { RfcSummary } from '../../governance/rfc/list.ts';
import type { WorkingGroupSummary } from '../../governance/wg/list.ts';
import { publishedSchema } from '../lib/json-schema.ts';
import { topicsOf } from './facets.ts';
import { relationsIn } from './relations.ts';

const date = z.iso.date();
const texts = z.array(z.string());
const numbers = z.array(z.int().min(1));
const path = z
  .string()
  .regex(/^\/.*\/$/)
  .describe('Address of its page, below that of the site.');
const file = z.string().describe('Its file, by its path from the root of the repository.');
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

const ids = (named: readonly { readonly id: string }[]) => z.enum(named.map(({ id }) => id));

const rfcsSchema = (process: Process) =>
  z
    .object({
      format: z.literal('accord-rfcs/1'),
      rfcs: z.array(
        z.object({
          number: z.int().min(1),
          title: z.string(),
          type: ids(process.types),
          status: ids(process.statuses),
          authors: texts,
          group: z.string().describe('Name of the working group that decides on it.'),
          created: date,
          updated: date.describe('Date of its last change of status.'),
          history: z.array(
            z.object({
              status: ids(process.statuses),
              date,
              evidence: z
                .record(z.string(), z.string())
                .describe('Kind of evidence to a URL, a path from the file, or a sentence.'),
            }),
          ),
          requires: numbers,
          requiredBy: numbers,
          supersedes: numbers,
          supersededBy: numbers,
          requirements: z.object({ adds: texts, changes: texts }),
          topics: texts.describe('Topics of the specification in which it adds or changes a requirement.'),
          discussion: nullable(z.url()),
          implementation: texts.describe('URLs, or paths from the file.'),
          upstream: texts.describe('URLs of proposals upstream, where it concerns the text of MCP itself.'),
          path,
          file,
        }),
      ),
    })
    .describe('Every RFC of Accord, in order of number, with its history and its relations in both directions.');

const groupsSchema = (process: Process) =>
  z
    .object({
      format: z.literal('accord-working-groups/1'),
      groups: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          kind: nullable(ids(process['working-groups'].kinds)),
          status: ids(process['working-groups'].statuses),
          scope: z.string(),
          outside: nullable(z.string()),
          created: date,
          review: nullable(date).describe('By when its charter is read again.'),
          seats: z.array(
            z.object({
              seat: z.string(),
              holder: nullable(z.string()).describe('The handle of a person; null for an open seat.'),
              until: nullable(date),
            }),
          ),
          deliverables: z.array(
            z.object({
              what: z.string(),
              rfc: nullable(z.int().min(1)),
              topic: nullable(z.string()),
              href: nullable(z.string()).describe('A URL, or a path from the file.'),
            }),
          ),
          meetings: nullable(
            z.object({ first: date, weeks: z.int().min(1), time: z.string().describe('In UTC, HH:MM.') }),
          ),
          rfcs: numbers.describe('The RFCs that it decides on.'),
          path,
          file,
        }),
      ),
    })
    .describe('Every working group of Accord, in order of name.');

export type RfcsData = z.infer<ReturnType<typeof rfcsSchema>>;
export type GroupsData = z.infer<ReturnType<typeof groupsSchema>>;

/** Addresses of pages; handed in, so that the data can be made without a site. */
export interface Addresses {
  readonly rfc: (number: number) => string;
  readonly group: (name: string) => string;
}

const numbersOf = (rfcs: readonly RfcSummary[]): number[] => rfcs.map(({ number }) => number);

export function rfcsData(process: Process, all: readonly RfcSummary[], addresses: Addresses): RfcsData {
  const relationsOf = relationsIn(all);
  return rfcsSchema(process).parse({
    format: 'accord-rfcs/1',
    rfcs: all.map((rfc) => {
      const relations = relationsOf(rfc);
      return {
        ...rfc,
        history: rfc.history.map(({ status, date: on, evidence = {} }) => ({ status, date: on, evidence })),
        requires: numbersOf(relations.requires),
        requiredBy: numbersOf(relations.requiredBy),
        supersedes: numbersOf(relations.supersedes),
        supersededBy: numbersOf(relations.supersededBy),
        requirements: { adds: rfc.requirements?.adds ?? [], changes: rfc.requirements?.changes ?? [] },
        topics: topicsOf(rfc),
        discussion: rfc.discussion ?? null,
        implementation: rfc.implementation ?? [],
        upstream: rfc.upstream ?? [],
        path: addresses.rfc(rfc.number),
      };
    }),
  });
}

export const groupsData = (process: Process, all: readonly WorkingGroupSummary[], addresses: Addresses): GroupsData =>
  groupsSchema(process).parse({
    format: 'accord-working-groups/1',
    groups: all.map((group) => ({
      ...group,
      kind: group.kind ?? null,
      outside: group.outside ?? null,
      review: group.review ?? null,
      seats: group.chairs.map(({ seat, holder, until }) => ({
        seat,
        holder: holder === 'open' ? null : holder,
        until: until ?? null,
      })),
      deliverables: (group.deliverables ?? []).map(({ what, rfc, topic, href }) => ({
        what,
        rfc: rfc ?? null,
        topic: topic ?? null,
        href: href ?? null,
      })),
      meetings: group.meetings ?? null,
      path: addresses.group(group.name),
    })),
  });

export const rfcsJsonSchema = (process: Process): object => publishedSchema(rfcsSchema(process), 'rfcs');
export const groupsJsonSchema = (process: Process): object => publishedSchema(groupsSchema(process), 'working-groups');
