/** Profiles, and what implementations have submitted. */
import { posix } from 'node:path';
import { z } from 'zod';
import { PROFILED_REVISIONS } from '../../../certifier/catalogue/requirement.ts';
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
    paths.flatMap((path) =>
      (textOf(files, path) ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .flatMap((line, index) => checkEnvelope(files, path, line, index + 1)),
    ),
};

const Envelope = z.object({ payload: z.base64(), payloadType: z.string(), signatures: z.array(z.unknown()).min(1) });

const checkEnvelope = (files: Files, file: string, text: string, line: number): readonly Problem[] => {
  const place = { line, column: 1 };
  const refused = (actual: string, expected: string) => [schemaProblem(file, { actual, expected, place })];
  const parsed = parseJson(text);
  const envelope = Envelope.safeParse('value' in parsed ? parsed.value : undefined);
  if (!envelope.success) return refused('line', 'a DSSE envelope');
  const statement = parseJson(Buffer.from(envelope.data.payload, 'base64').toString('utf8'));
  if ('fault' in statement) return refused('payload', 'an in-toto statement');
  const { predicateType, predicate } = statement.value as {
    readonly predicateType?: unknown;
    readonly predicate?: unknown;
  };
  const { $id } = JSON.parse(textOf(files, CERTIFICATE_SCHEMA) ?? '{}') as { readonly $id?: string };
  return predicateType === $id ? checkValue(files, file, predicate, { file: CERTIFICATE_SCHEMA, line }) : [];
};
