/** Profiles, and what implementations have submitted. */
import { posix } from 'node:path';
import * as z from 'zod';
import { PROFILED_REVISIONS } from '../../../certifier/catalogue/requirement.ts';
import { utf8 } from '../../../certifier/certificate/bytes.ts';
import { CertificateError } from '../../../certifier/certificate/certificate-error.ts';
import { readKeys } from '../../../certifier/certificate/trusted-keys.ts';
import { readSubmission } from '../../../certifier/submission/read.ts';
import { type Files, textOf } from '../../files.ts';
import { CATALOGUE } from '../../lint/corpus.ts';
import type { Problem } from '../../problem.ts';
import { explainIssues } from '../../yaml/explain.ts';
import { readYaml } from '../../yaml/located.ts';
import { checkJson, checkValue, parseJson } from '../json.ts';
import { below, inside, type Kind, schemaProblem } from '../kind.ts';
import { checkTranscript } from './specification.ts';

const IMPLEMENTATIONS = 'implementations';
const CERTIFICATE_SCHEMA = 'certifier/certificate/certificate.schema.json';

const Ids = z.array(z.string().min(1)).min(1, 'at least one requirement');

const Profile = z
  .strictObject({
    name: z.string().min(1),
    role: z.enum(['server', 'client', 'authorization-server']),
    revision: z.enum(PROFILED_REVISIONS),
    transport: z.enum(['stdio', 'streamable-http']),
    requirements: Ids,
    // An entry may be a group, of which one requirement is enough.
    core: z.array(z.union([z.string().min(1), Ids])).min(1, 'at least one requirement'),
  })
  .check((context) => {
    const { requirements, core } = context.value;
    const expect = (holds: boolean, path: PropertyKey[], message: string) => {
      if (!holds) context.issues.push({ code: 'custom', input: context.value, path, message });
    };
    requirements.forEach((id, index) => {
      expect(requirements.indexOf(id) === index, ['requirements', index], 'each requirement once');
    });
    core.forEach((entry, index) => {
      for (const id of [entry].flat()) {
        expect(requirements.includes(id), ['core', index], 'a requirement of this profile');
      }
    });
  });

const catalogueIds = (files: Files): ReadonlySet<string> => {
  const parsed = parseJson(textOf(files, CATALOGUE) ?? '{}');
  const { requirements } = ('value' in parsed ? parsed.value : {}) as {
    readonly requirements?: readonly { id: string }[];
  };
  return new Set((requirements ?? []).map(({ id }) => id));
};

/** JSON is YAML, and the YAML reader keeps the place of each value. */
const checkProfile = (file: string, files: Files, known: ReadonlySet<string>): readonly Problem[] => {
  const json = readYaml(textOf(files, file) ?? '');
  if (json.findings.length > 0) return json.findings.map((finding) => schemaProblem(file, finding));
  const read = Profile.safeParse(json.value);
  if (!read.success) return explainIssues(read.error, json).map((finding) => schemaProblem(file, finding));
  const unknown = read.data.requirements.flatMap((id, index) =>
    known.has(id)
      ? []
      : [
          schemaProblem(file, {
            actual: `requirement ${id}`,
            expected: `an id in ${CATALOGUE}`,
            place: json.placeOf(['requirements', index]),
          }),
        ],
  );
  const name = posix.basename(file, '.json');
  const named =
    read.data.name === name
      ? []
      : [
          schemaProblem(file, {
            actual: `name ${read.data.name}`,
            expected: `${name}, as the file`,
            place: json.placeOf(['name']),
          }),
        ];
  return [...named, ...unknown];
};

export const PROFILES: Kind = {
  name: 'profiles',
  required: true,
  find: (files) => inside(files, 'certifier/profiles', /\.json$/),
  check: (paths, files) => {
    const known = catalogueIds(files);
    return paths.flatMap((path) => checkProfile(path, files, known));
  },
};

export const SUBMISSIONS: Kind = {
  name: 'submissions',
  required: false,
  find: (files) => below(files, IMPLEMENTATIONS, /^submission\.yaml$/),
  check: (paths, files) =>
    paths.flatMap((path) =>
      readSubmission(files.read(path) ?? new Uint8Array()).findings.map((finding) => schemaProblem(path, finding)),
    ),
};

export const REPORTS: Kind = {
  name: 'reports',
  required: false,
  find: (files) => below(files, IMPLEMENTATIONS, /^report\.json$/),
  check: (paths, files) => paths.flatMap((path) => checkJson(files, path, 'certifier/report/report.schema.json')),
};

export const TRANSCRIPTS: Kind = {
  name: 'transcripts',
  required: false,
  find: (files) => below(files, IMPLEMENTATIONS, /^transcript\.jsonl$/),
  check: (paths, files) => paths.flatMap((path) => checkTranscript(files, path)),
};

/** The predicate of ours inside each DSSE envelope. Signatures are for `accord verify`. */
export const CERTIFICATES: Kind = {
  name: 'certificates',
  required: false,
  find: (files) => below(files, IMPLEMENTATIONS, /\.intoto\.jsonl$/),
  check: (paths, files) =>
    paths.flatMap((path) => linesOf(files, path).flatMap((line, index) => checkEnvelope(files, path, line, index + 1))),
};

/** The programme's public keys: in the form of their schema, and each id that of the key beside it. */
export const KEYS: Kind = {
  name: 'public keys',
  required: true,
  find: (files) => inside(files, IMPLEMENTATIONS, /^keys\.json$/),
  check: async (paths, files) => {
    const problems = paths.flatMap((path) => checkJson(files, path, 'certifier/certificate/keys.schema.json'));
    if (problems.length > 0) return problems;
    return (await Promise.all(paths.map((path) => checkKeys(files, path)))).flat();
  },
};

const checkKeys = async (files: Files, path: string): Promise<readonly Problem[]> => {
  try {
    await readKeys(utf8(textOf(files, path) ?? ''));
    return [];
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause;
    return [schemaProblem(path, { actual: cause.message, expected: 'keys that can be relied on' })];
  }
};

/** The entry inside each line. Its signatures, and that the lines follow each other, are for `accord status`. */
export const STATUS_LOG: Kind = {
  name: 'status logs',
  required: false,
  find: (files) => inside(files, IMPLEMENTATIONS, /^status-log\.jsonl$/),
  check: (paths, files) =>
    paths.flatMap((path) =>
      linesOf(files, path).flatMap((line, index) => {
        const read = payloadOf(path, line, index + 1);
        if ('problems' in read) return read.problems;
        return checkValue(files, path, read.payload, {
          file: 'certifier/certificate/status-log.schema.json',
          line: index + 1,
        });
      }),
    ),
};

const linesOf = (files: Files, path: string): readonly string[] =>
  (textOf(files, path) ?? '').split('\n').filter((line) => line !== '');

const Envelope = z.object({ payload: z.base64(), payloadType: z.string(), signatures: z.array(z.unknown()).min(1) });

/** Disputed checks: in the form of their schema, each of a requirement that there is. */
export const DISPUTES: Kind = {
  name: 'disputes',
  required: true,
  find: (files) => inside(files, 'certifier/judge', /^disputes\.json$/),
  check: (paths, files) => {
    const known = catalogueIds(files);
    return paths.flatMap((path) => {
      const problems = checkJson(files, path, 'certifier/judge/disputes.schema.json');
      if (problems.length > 0) return problems;
      const { disputes } = JSON.parse(textOf(files, path) ?? '') as { readonly disputes: { requirement: string }[] };
      return disputes
        .filter(({ requirement }) => !known.has(requirement))
        .map(({ requirement }) =>
          schemaProblem(path, { actual: `requirement ${requirement}`, expected: `an id in ${CATALOGUE}` }),
        );
    });
  },
};

/** What a DSSE envelope on a line holds. */
const payloadOf = (
  file: string,
  text: string,
  line: number,
): { readonly payload: unknown } | { readonly problems: readonly Problem[] } => {
  const refused = (actual: string, expected: string) => ({
    problems: [schemaProblem(file, { actual, expected, place: { line, column: 1 } })],
  });
  const parsed = parseJson(text);
  const envelope = Envelope.safeParse('value' in parsed ? parsed.value : undefined);
  if (!envelope.success) return refused('line', 'a DSSE envelope');
  const payload = parseJson(Buffer.from(envelope.data.payload, 'base64').toString('utf8'));
  return 'fault' in payload ? refused('payload', 'a JSON document') : { payload: payload.value };
};

const checkEnvelope = (files: Files, file: string, text: string, line: number): readonly Problem[] => {
  const read = payloadOf(file, text, line);
  if ('problems' in read) return read.problems;
  const { predicateType, predicate } = read.payload as {
    readonly predicateType?: unknown;
    readonly predicate?: unknown;
  };
  const { $id } = JSON.parse(textOf(files, CERTIFICATE_SCHEMA) ?? '{}') as { readonly $id?: string };
  return predicateType === $id ? checkValue(files, file, predicate, { file: CERTIFICATE_SCHEMA, line }) : [];
};
