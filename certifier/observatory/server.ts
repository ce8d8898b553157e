/**
 * The servers of the observatory, as `certifier/observatory/servers.yaml` lists them: public packages that start without
 * credentials and without a network, each pinned by version and digest.
 */
import * as z from 'zod';
import type { Transport } from '../evidence/transcript.ts';
import { TRANSPORTS } from '../submission/folder.ts';
import { npmPurl } from '../submission/purl.ts';
import { SUBMISSION_FORMAT, type Submission } from '../submission/submission.ts';

export const SERVERS_FORMAT = 'accord-observatory-servers/1';

/** Defects that people report of servers in public, and for each of which the observatory holds one that has it. */
export const DEFECTS = [
  'text-on-stdout',
  'capability-not-implemented',
  'input-schema-without-type',
  'session-after-delete',
  'foreign-origin-accepted',
] as const;

const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^\S(?:.*\S)?$/, 'one line without spaces around it');

/** None of them is a secret. */
const Variables = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable'), z.string().max(200));

const Words = z.array(line(1500)).min(1, 'the program and its arguments').max(40);
const HttpsUrl = z.string().regex(/^https:\/\/[^\s<>"'`@\\]+$/, 'a URL that begins with https:');

const Known = z.strictObject({
  defect: z.enum(DEFECTS),
  requirement: line(200),
  transport: z.enum(TRANSPORTS),
  /** Where it was reported; absent where it was first seen here. */
  issue: HttpsUrl.optional(),
});

const Server = z
  .strictObject({
    /** What it is called here, and what `--only` takes. */
    name: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'lower-case letters, digits, dots and hyphens'),
    package: z.string().regex(/^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/, 'the name of an npm package'),
    version: z.string().regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/, 'an exact version, and no range'),
    integrity: z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/, 'the integrity that the registry states, sha512-…'),
    /** What it depends on is resolved as of this day; that of the list when absent. */
    before: z.iso.date('a date, YYYY-MM-DD').optional(),
    /** Where its package says that its sources are; absent where it says nothing. */
    source: HttpsUrl.optional(),
    /** Why it stands in the list: what it is built with, what it has that others do not. */
    why: line(300),
    stdio: Words.optional(),
    http: z
      .strictObject({
        command: Words,
        url: z
          .string()
          .regex(/^http:\/\/(?:127\.0\.0\.1|localhost):\{port\}\/\S*$/, 'a URL of this machine with {port}'),
        /** The variable that tells it which port to listen on, where no argument does. */
        port: z
          .string()
          .regex(/^[A-Z_][A-Z0-9_]*$/, 'the name of a variable')
          .optional(),
        /** Variables, over this transport alone. */
        env: Variables.optional(),
      })
      .optional(),
    /** Variables, over either transport. */
    env: Variables.optional(),
    knownDefects: z.array(Known).min(1).optional(),
  })
  .check(({ value: { stdio, http, knownDefects = [] }, issues }) => {
    const complain = (path: PropertyKey[], message: string): void =>
      void issues.push({ code: 'custom', input: undefined, path, message });
    if (stdio === undefined && http === undefined) complain(['stdio'], 'stdio, http or both');
    knownDefects.forEach(({ transport }, index) => {
      if ((transport === 'stdio' ? stdio : http) === undefined)
        complain(['knownDefects', index, 'transport'], 'a transport that it offers');
    });
  });

export const ServerList = z
  .strictObject({
    format: z.literal(SERVERS_FORMAT),
    /** Dependencies are resolved as of this day, so that a run of later finds the same. */
    before: z.iso.date('a date, YYYY-MM-DD'),
    servers: z.array(Server).min(1),
  })
  .check(({ value: { servers }, issues }) => {
    servers.forEach(({ name }, index) => {
      if (servers.findIndex((other) => other.name === name) !== index)
        issues.push({ code: 'custom', input: name, path: ['servers', index, 'name'], message: 'each name once' });
    });
  });

export type ServerList = z.infer<typeof ServerList>;
export type Server = z.infer<typeof Server>;

export const transportsOf = ({ stdio, http }: Server): readonly Transport[] => [
  ...(stdio === undefined ? [] : (['stdio'] as const)),
  ...(http === undefined ? [] : (['streamable-http'] as const)),
];

/** `sha512:` and hexadecimal digits, as a submission says it. */
const digestOf = (integrity: string): string =>
  `sha512:${Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex')}`;

/** What is set for it over a transport. */
export const variablesOf = ({ env, http }: Server, transport: Transport): Readonly<Record<string, string>> => ({
  ...env,
  ...(transport === 'streamable-http' ? http?.env : undefined),
});

/** How it would be submitted, so that it is run by what runs submissions. Nobody submits it. */
export function asSubmission(server: Server): Submission {
  const { stdio, http } = server;
  const { env: _, ...served } = http ?? {};
  const said = (transport: Transport) => {
    const env = Object.keys(variablesOf(server, transport));
    return { network: 'none' as const, ...(env.length === 0 ? {} : { env }) };
  };
  return {
    format: SUBMISSION_FORMAT,
    subject: {
      role: 'server',
      vendor: 'observatory',
      name: server.name,
      version: server.version,
      purl: npmPurl(server.package, server.version),
      digest: digestOf(server.integrity),
      ...(server.source === undefined ? {} : { source: server.source }),
    },
    run: {
      ...(stdio === undefined ? {} : { stdio: { command: stdio, ...said('stdio') } }),
      ...(http === undefined ? {} : { 'streamable-http': { ...served, ...said('streamable-http') } }),
    },
    claims: [],
    submitter: { handle: 'accord', for: 'programme' },
    contact: 'Accord, by an issue of the form "Dispute a verdict"',
    seed: 'accord',
  };
}
