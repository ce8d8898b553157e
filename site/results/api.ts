/** The data files of results, and the schemas that describe them: one statement for both, so that they cannot disagree. */
import * as z from 'zod';
import { publishedSchema } from '../lib/json-schema.ts';
import { certificatePath, type Entry, filesOf, resultFilePath, resultPath } from '../lib/results.ts';
import type { Implementation, Version } from './implementations.ts';
import { mayShowBadge, type Standing } from './standing.ts';

const page = z
  .string()
  .regex(/^\/.*\/$/)
  .describe('Address of its page, below that of the site.');
const file = z
  .string()
  .regex(/^\/.*[^/]$/)
  .describe('Address of the file, below that of the site.');
const date = z.iso.date();
const revision = z.string().describe('A dated revision of MCP.');
const transport = z.enum(['stdio', 'streamable-http']);
const verdict = z.enum(['conformant', 'conformant-with-waivers', 'not-conformant', 'no-verdict']);
const assurance = z.enum(['declared', 're-judged', 'reproduced']);
const standing = z
  .enum(['certified', 'demonstration', 'refused', 'unverified', 'none'])
  .describe(
    'What verifying its certificate said when this file was made. Only certified is a certificate that counts.',
  );
const words = z.string().describe('The same in words, with the reason where there is one.');

const result = z.object({
  transport,
  verdict: verdict.describe('The worst of its runs.'),
  date: date.describe('That waivers were held against.'),
  suite: z.object({ version: z.string(), digest: z.string() }),
  runs: z.array(
    z.object({
      revision,
      profile: z.string().nullable(),
      verdict,
      observed: z
        .object({ musts: z.int(), applicable: z.int() })
        .describe('How many of the applicable MUSTs were observed.'),
    }),
  ),
  standing,
  path: page,
  report: file,
  transcript: file.nullable(),
  certificate: file.nullable(),
});

const implementationsSchema = z
  .object({
    format: z.literal('accord-implementations/1'),
    implementations: z.array(
      z.object({
        vendor: z.string(),
        product: z.string(),
        name: z.string().describe('As it calls itself: text of a stranger.'),
        path: page,
        versions: z.array(z.object({ version: z.string(), path: page, date, results: z.array(result) })),
      }),
    ),
  })
  .describe('Every implementation with a committed result, each version of it, and each transport.');

const certificate = z.object({
  certificate: z.string().describe('Its permanent id; empty where the file cannot be read.'),
  vendor: z.string(),
  product: z.string(),
  version: z.string(),
  transport,
  standing,
  words,
  assurance: assurance.nullable(),
  verdict: verdict.nullable(),
  issuedAt: z.string().nullable(),
  validUntil: z.string().nullable(),
  path: page,
  file,
});

const certificatesSchema = z
  .object({ format: z.literal('accord-certificates/1'), certificates: z.array(certificate) })
  .describe('Every committed certificate. Verify one before you rely on it: this list is not signed.');

const statusSchema = z
  .object({
    format: z.literal('accord-status/1'),
    log: file.nullable().describe('The signed status log; null while there is none.'),
    keys: file.nullable().describe('The public keys of the programme; null while there are none.'),
    certificates: z.array(certificate.pick({ certificate: true, standing: true, words: true, path: true })),
  })
  .describe('How each certificate stood when this file was made. What counts is the signed log.');

const badgesSchema = z
  .object({
    format: z.literal('accord-badges/1'),
    badges: z.array(
      z.object({
        vendor: z.string(),
        product: z.string(),
        version: z.string(),
        transport,
        standing,
        svg: file,
        certificate: page.describe('Where a badge leads.'),
      }),
    ),
  })
  .describe('Every badge of a committed certificate.');

interface Known {
  readonly implementations: readonly Implementation[];
  readonly standingOf: (entry: Entry) => Standing;
}

type Committed = Entry & { readonly place: NonNullable<Entry['place']> };
const committed = ({ implementations }: Known): readonly Committed[] =>
  implementations.flatMap(({ versions }) =>
    versions.flatMap(({ entries }) => entries.filter((entry): entry is Committed => entry.place !== undefined)),
  );

const optional = (entry: Entry, name: string | undefined): string | null =>
  name !== undefined && filesOf(entry).includes(name) ? resultFilePath(entry, name) : null;

const resultOf = (entry: Committed, { standingOf }: Known) => ({
  transport: entry.place.transport,
  verdict: entry.report.verdict,
  date: entry.report.date,
  suite: { version: entry.report.suite.version, digest: entry.report.suite.digest },
  runs: entry.report.runs.map(({ revision: of, profile, verdict: said, observed }) => ({
    revision: of,
    profile: profile ?? null,
    verdict: said,
    observed: { musts: observed.musts, applicable: observed.applicable },
  })),
  standing: standingOf(entry).name,
  path: resultPath(entry),
  report: resultFilePath(entry, 'report.json'),
  transcript: optional(entry, entry.transcript),
  certificate: optional(entry, entry.certificate),
});

const versionOf = ({ version, path, date: on, entries }: Version, known: Known) => ({
  version,
  path,
  date: on,
  results: entries
    .filter((entry): entry is Committed => entry.place !== undefined)
    .map((entry) => resultOf(entry, known)),
});

export const implementationsData = (known: Known) =>
  implementationsSchema.parse({
    format: 'accord-implementations/1',
    implementations: known.implementations.map(({ vendor, product, name, path, versions }) => ({
      vendor,
      product,
      name,
      path,
      versions: versions.map((version) => versionOf(version, known)),
    })),
  });

const certificatesOf = (known: Known) =>
  committed(known)
    .filter((entry) => entry.certificate !== undefined)
    .map((entry) => {
      const { name, words: said, assurance: step, verification } = known.standingOf(entry);
      const stated = verification?.certificate;
      const { vendor, product, version, transport: over } = entry.place;
      return {
        certificate: stated?.certificate ?? '',
        ...{ vendor, product, version, transport: over, standing: name, words: said },
        assurance: step ?? null,
        verdict: stated?.verdict ?? null,
        issuedAt: stated?.issuedAt ?? null,
        validUntil: stated?.validUntil ?? null,
        path: certificatePath(entry),
        file: resultFilePath(entry, entry.certificate ?? ''),
      };
    });

export const certificatesData = (known: Known) =>
  certificatesSchema.parse({ format: 'accord-certificates/1', certificates: certificatesOf(known) });

/** `log` and `keys` say whether the repository holds them. */
export const statusData = (known: Known, { log, keys }: { readonly log: boolean; readonly keys: boolean }) =>
  statusSchema.parse({
    format: 'accord-status/1',
    log: log ? '/results/status-log.jsonl' : null,
    keys: keys ? '/results/keys.json' : null,
    certificates: certificatesOf(known),
  });

export const badgesData = (known: Known) =>
  badgesSchema.parse({
    format: 'accord-badges/1',
    badges: committed(known).flatMap((entry) => {
      const { vendor, product, version, transport: over } = entry.place;
      if (entry.badge === undefined || entry.certificate === undefined) return [];
      if (!mayShowBadge(known.standingOf(entry))) return [];
      return [
        {
          ...{ vendor, product, version, transport: over, standing: known.standingOf(entry).name },
          svg: resultFilePath(entry, entry.badge),
          certificate: certificatePath(entry),
        },
      ];
    }),
  });

export const RESULT_SCHEMAS: Readonly<Record<string, object>> = {
  implementations: publishedSchema(implementationsSchema, 'implementations'),
  certificates: publishedSchema(certificatesSchema, 'certificates'),
  status: publishedSchema(statusSchema, 'status'),
  badges: publishedSchema(badgesSchema, 'badges'),
};
