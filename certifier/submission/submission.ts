/**
 * What `submission.yaml` says: who submits, for which artifact, how it was started, and what is claimed. RFC 0007.
 * `submission.schema.json` beside this file is made from this schema, and so is the reference page of the site.
 */
import * as z from 'zod';
import { REVISIONS } from '../catalogue/requirement.ts';
import { SLUG, TRANSPORTS } from './folder.ts';

export const SUBMISSION_FORMAT = 'accord-submission/1';

export const SUBMITTERS = ['vendor', 'programme', 'other'] as const;
export const NETWORKS = ['none', 'needed'] as const;
export const ROLES = ['server', 'client', 'authorization-server'] as const;

/** Control and format characters, which a terminal obeys or hides, and angle brackets, which a page might take for markup. */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{fffe}\u{ffff}]/u;
const oneLine = (text: string): boolean => !UNPRINTABLE.test(text) && !/[<>]/.test(text) && text.trim() === text;
const lines = (text: string): boolean => text.split('\n').every((line) => !UNPRINTABLE.test(line));

/** YAML takes 1.10 for a number and no for a truth value. */
const quotable = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }): string =>
    typeof input === 'number' || typeof input === 'boolean' ? `${what}, in quotes` : what,
});

const text = (most: number, what = 'a text') =>
  z
    .string(quotable(what))
    .min(1, what)
    .max(most, `at most ${most} characters`)
    .refine(oneLine, 'one line of text without control characters, angle brackets or spaces around it');

const matching = (pattern: RegExp, what: string, most = 200) =>
  z.string(quotable(what)).max(most, `at most ${most} characters`).regex(pattern, what);

const Slug = matching(SLUG, 'lower-case ASCII letters, digits, dots and hyphens', 100);
const Day = z.iso.date('a date that exists, YYYY-MM-DD');
const HttpsUrl = matching(/^https:\/\/[^\s<>"'`@\\]+$/, 'a URL that begins with https: and holds no credentials', 500);
const Name = matching(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable, without its value', 100);

export const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/** Of zero bytes: what a download that failed left behind. */
const OF_ZERO_BYTES: readonly string[] = [
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
];
/** It is that of zero bytes, or stands for one that was to be filled in. */
const isOfNothing = (digest: string): boolean => OF_ZERO_BYTES.includes(digest) || /^sha\d+:0+$/.test(digest);
const OF_SOMETHING = 'the digest of the artifact: this one is of nothing';

const Digest = matching(DIGEST, 'sha256: and 64, or sha512: and 128 hexadecimal digits in lower case').refine(
  (digest) => !isOfNothing(digest),
  OF_SOMETHING,
);

const Subject = z
  .strictObject({
    role: z.enum(ROLES).meta({ description: 'What the implementation is. Profiles exist for servers.' }),
    vendor: Slug.meta({
      description: 'Who makes it, as the first folder says it. Of an npm package with a scope, the scope.',
    }),
    name: Slug.meta({
      description: 'The product, as the second folder says it. Of a package, its name without the scope.',
    }),
    version: matching(/^[A-Za-z0-9][A-Za-z0-9.+_-]*$/, 'a version: letters, digits and . + _ -', 100).meta({
      description: 'The released version, as the package or image is tagged. The third folder says it in lower case.',
    }),
    title: text(100).optional().meta({ description: 'What people call it, where that is not `name`.' }),
    named: z
      .strictObject({
        name: text(200).meta({ description: 'The name on the wire.' }),
        version: text(100).optional().meta({ description: 'The version on the wire.' }),
      })
      .optional()
      .meta({ description: 'How it names itself to clients, where that is not `name` and `version`.' }),
    purl: matching(/^pkg:[a-z]+\/[^\s<>]+$/, 'a package URL, such as pkg:npm/%40acme/weather@1.4.2', 300)
      .optional()
      .meta({ description: 'The package that was run. One of `purl`, `image` and `url` is given.' }),
    image: matching(
      /^[a-z0-9./:_-]+@sha256:[0-9a-f]{64}$/,
      'an image with its digest, such as ghcr.io/acme/weather@sha256:…',
      400,
    )
      .refine((image) => !isOfNothing(image.slice(image.indexOf('@') + 1)), OF_SOMETHING)
      .optional()
      .meta({ description: 'The container image that was run, with its digest.' }),
    url: HttpsUrl.optional().meta({
      description:
        'The endpoint of a hosted service. There is no artifact then, and the result says *observed service*.',
    }),
    digest: Digest.optional().meta({
      description:
        'Digest of the artifact: of a package the archive that its registry serves. None for a hosted service.',
    }),
    source: HttpsUrl.optional().meta({ description: 'Its source repository.' }),
    commit: matching(/^[0-9a-f]{40,64}$/, 'a whole commit id, 40 or 64 hexadecimal digits')
      .optional()
      .meta({ description: 'The commit that it was built from.' }),
  })
  .check((context) => {
    const { purl, image, url, digest, source, commit } = context.value;
    const expect = (holds: boolean, path: PropertyKey[], message: string): void => {
      if (!holds) context.issues.push({ code: 'custom', input: context.value, path, message });
    };
    const given = [purl, image, url].filter((each) => each !== undefined).length;
    expect(given === 1, ['purl'], 'one of purl, image and url, and only one');
    expect(url === undefined || digest === undefined, ['digest'], 'no digest beside a url: a service has no artifact');
    expect(purl === undefined || digest !== undefined, ['digest'], 'the digest of the package');
    expect(image === undefined || digest !== undefined, ['digest'], 'the digest of the image');
    expect(commit === undefined || source !== undefined, ['source'], 'the repository of the commit');
  });

const AllowedTool = z.strictObject({
  name: text(200).meta({ description: 'The tool.' }),
  arguments: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'What it was called with; made from its schema when absent.' }),
});

const Options = z.strictObject({
  revision: z
    .enum([...REVISIONS, 'all'])
    .optional()
    .meta({ description: '`--revision`; the newest of each era when absent.' }),
  fixture: z.literal(true).optional().meta({ description: '`--fixture` was given.' }),
  'allow-tools': z
    .array(AllowedTool)
    .min(1, 'a tool, or no such field')
    .optional()
    .meta({ description: 'Tools that `--allow-tool` allowed.' }),
  timeout: z
    .int('whole milliseconds')
    .min(1, 'at least 1')
    .max(600_000, 'at most 600000')
    .optional()
    .meta({ description: '`--timeout`, in milliseconds.' }),
});

const Run = z
  .strictObject({
    command: z
      .array(text(500))
      .min(1, 'the program and its arguments')
      .max(100, 'at most 100 arguments')
      .optional()
      .meta({
        description:
          'What starts it: the program and its arguments, one entry each, run by no shell. `{port}` stands for a port that is free.',
      }),
    env: z
      .array(Name)
      .max(100, 'at most 100 names')
      .optional()
      .meta({ description: 'Names of the variables that it needs. Values are never stated.' }),
    url: matching(/^https?:\/\/[^\s<>"'`@\\]+$/, 'an http or https URL without credentials', 500)
      .optional()
      .meta({ description: 'Where it answers, over HTTP; with `{port}` where the command chose one.' }),
    port: Name.optional().meta({ description: 'The variable that tells the command which port to listen on.' }),
    setup: z
      .string('a text')
      .max(4000, 'at most 4000 characters')
      .refine(lines, 'text without control characters')
      .optional()
      .meta({ description: 'What has to be there before it starts, for a person to read.' }),
    network: z.enum(NETWORKS).meta({
      description: '`none`: it runs without a network, and is run without one. `needed`: it does not.',
    }),
    options: Options.optional().meta({ description: 'What `accord certify` was given beside the command.' }),
  })
  .meta({ description: 'How it was started and measured over this transport.' });

const Claim = z.strictObject({
  revision: z.enum(REVISIONS).meta({ description: 'A revision of MCP.' }),
  profile: matching(/^[a-z0-9.-]+$/, 'the name of a profile; accord list profiles lists them', 100).meta({
    description: 'The profile that a run of this submission answers.',
  }),
});

const Waiver = z.strictObject({
  requirement: matching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a requirement id, such as tools.list.unique-names', 200).meta({
    description: 'The requirement that fails.',
  }),
  reason: text(500).meta({ description: 'Why the failure is accepted for now.' }),
  issue: HttpsUrl.meta({ description: 'Where it is worked on.' }),
  until: Day.meta({ description: 'The last day on which the waiver holds.' }),
});

const Submitter = z.strictObject({
  handle: matching(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, 'a handle, without its @', 39).meta({
    description: 'Who hands it in.',
  }),
  for: z.enum(SUBMITTERS).meta({
    description:
      'For whom they speak. `vendor`: those who make the subject. `programme`: Accord published the result unasked. `other`: neither.',
  }),
});

const Mask = z.strictObject({
  transport: z.enum(TRANSPORTS).meta({ description: 'In which transcript.' }),
  what: text(200).meta({ description: 'What was replaced, in words: a home folder, a declared secret.' }),
  count: z.int('a whole number').min(1, 'at least 1').meta({ description: 'In how many places.' }),
});

const Public = z.strictObject({
  text: text(300).meta({ description: 'The text that looks private.' }),
  reason: text(300).meta({ description: 'Why it is not: an example in a description, a public address.' }),
});

export const Submission = z
  .strictObject(
    {
      format: z.literal(SUBMISSION_FORMAT, SUBMISSION_FORMAT).meta({ description: 'The format of this file.' }),
      subject: Subject.meta({ description: 'What was certified.' }),
      run: z
        .strictObject({ stdio: Run.optional(), 'streamable-http': Run.optional() })
        .meta({ description: 'One entry for each transport, and for each a folder of that name.' }),
      claims: z
        .array(Claim)
        .min(1, 'at least one claim')
        .max(20, 'at most 20 claims')
        .meta({ description: 'What a certificate shall say.' }),
      waivers: z
        .array(Waiver)
        .max(50, 'at most 50 waivers')
        .optional()
        .meta({ description: 'Failures that are accepted for a time. A waiver turns no failure into a pass.' }),
      submitter: Submitter.meta({ description: 'Who hands it in, and for whom.' }),
      contact: text(200, 'a handle, an address or a URL').meta({
        description: 'Whom to ask. It is published as it stands here.',
      }),
      seed: text(64).optional().meta({
        description:
          'The seed that was issued for this run (accord submit --issue-seed); it shows that the transcript is fresh.',
      }),
      masks: z
        .array(Mask)
        .max(50, 'at most 50 masks')
        .optional()
        .meta({ description: 'What was replaced by `[secret]` in the transcripts.' }),
      public: z
        .array(Public)
        .max(50, 'at most 50 texts')
        .optional()
        .meta({ description: 'Texts in the transcripts that look private and are not.' }),
    },
    'fields with values',
  )
  .check((context) => {
    const expect = (holds: boolean, path: PropertyKey[], message: string): void => {
      if (!holds) context.issues.push({ code: 'custom', input: context.value, path, message });
    };
    const { run, subject } = context.value;
    const { stdio, 'streamable-http': http } = run;
    expect(stdio !== undefined || http !== undefined, ['run'], 'stdio, streamable-http or both');
    expect(
      stdio === undefined || stdio.command !== undefined,
      ['run', 'stdio', 'command'],
      'the command that starts it',
    );
    expect(stdio?.url === undefined, ['run', 'stdio', 'url'], 'no URL: it speaks over its standard streams');
    expect(stdio?.port === undefined, ['run', 'stdio', 'port'], 'no port: it speaks over its standard streams');
    expect(
      http === undefined || http.url !== undefined,
      ['run', 'streamable-http', 'url'],
      'the URL at which it answers',
    );
    if (subject.url !== undefined) {
      expect(stdio === undefined, ['run', 'stdio'], 'streamable-http alone: a hosted service is not started');
      expect(
        http?.command === undefined,
        ['run', 'streamable-http', 'command'],
        'no command: a hosted service is not started',
      );
      expect(
        http?.url === undefined || http.url === subject.url,
        ['run', 'streamable-http', 'url'],
        `the URL of the subject`,
      );
    } else if (http !== undefined)
      expect(http.command !== undefined, ['run', 'streamable-http', 'command'], 'the command that starts it');
  });

export type Submission = z.infer<typeof Submission>;
export type SubmissionRun = z.infer<typeof Run>;
export type SubmissionSubject = Submission['subject'];
