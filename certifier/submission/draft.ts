/** What a submission says, put together from the run, from a server.json and from what a person gives; and what is still missing. */
import { issuedOn } from '../certificate/seed.ts';
import type { Transcript, Transport } from '../evidence/transcript.ts';
import type { Report } from '../report/report.ts';
import { slugOf } from './folder.ts';
import { npmPurl, parsePurl } from './purl.ts';
import { SUBMISSION_FORMAT, type Submission, type SubmissionRun, type SubmissionSubject } from './submission.ts';

export interface RunSeen {
  readonly transport: Transport;
  readonly transcript: Transcript;
  readonly report: Report;
}

/** What a person may say; each is an option of the command, and a question on a terminal. */
export interface Given {
  readonly vendor?: string;
  readonly name?: string;
  readonly release?: string;
  readonly title?: string;
  readonly purl?: string;
  readonly image?: string;
  readonly url?: string;
  readonly digest?: string;
  readonly source?: string;
  readonly commit?: string;
  readonly network?: string;
  readonly setup?: string;
  readonly handle?: string;
  readonly for?: string;
  readonly contact?: string;
  readonly seed?: string;
  readonly claims?: readonly string[];
  readonly waivers?: Submission['waivers'];
  readonly public?: Submission['public'];
  readonly options?: SubmissionRun['options'];
}

export interface Question {
  /** The option that answers it. */
  readonly option: keyof Given;
  readonly asks: string;
}

/** An npm package with an exact version, as a launcher is told it. */
const PACKAGE = /^(?:@([a-z0-9][\w.-]*)\/)?([a-z0-9][\w.-]*)@(\d[\w.+-]*)$/;

/** What the recorded command or URL says of the artifact. */
function seenSubject(runs: readonly RunSeen[]): Partial<SubmissionSubject> {
  for (const { transcript } of runs) {
    const { command = [], url } = transcript.header.subject;
    const [, scope, name, version] = command.map((each) => PACKAGE.exec(each)).find((match) => match !== null) ?? [];
    if (name !== undefined && version !== undefined && command[0] === 'npx')
      return {
        ...(scope === undefined ? {} : { vendor: slugOf(scope) }),
        name: slugOf(name),
        version,
        purl: npmPurl(scope === undefined ? name : `@${scope}/${name}`, version),
      };
    if (url !== undefined && /^https:\/\//.test(url)) return { url };
  }
  return {};
}

/** npm states a digest in base64: `sha512-…`. */
export function digestInHex(text: string): string {
  const [, algorithm, base64] = /^(sha256|sha512)-([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (algorithm === undefined || base64 === undefined) return text;
  return `${algorithm}:${Buffer.from(base64, 'base64').toString('hex')}`;
}

/** The same without members that say nothing. */
const without = <T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

function subjectOf(
  runs: readonly RunSeen[],
  known: Partial<SubmissionSubject>,
  given: Given,
): Partial<SubmissionSubject> {
  const own: Partial<SubmissionSubject> = without<Partial<SubmissionSubject>>({
    vendor: given.vendor,
    name: given.name,
    version: given.release,
    title: given.title,
    purl: given.purl,
    image: given.image,
    url: given.url,
    digest: given.digest === undefined ? undefined : digestInHex(given.digest),
    source: given.source,
    commit: given.commit,
  });
  const seen = seenSubject(runs);
  // Whichever says the artifact says it whole: a purl of the run does not stand beside an image that was given.
  const { purl, image, url, ...names } = { ...seen, ...known, ...own };
  const named = [own, known, seen].find((each) => each.purl ?? each.image ?? each.url) ?? {};
  const artifact = without<Partial<SubmissionSubject>>({ purl: named.purl, image: named.image, url: named.url });
  const read = artifact.purl === undefined ? null : parsePurl(artifact.purl);
  return without<Partial<SubmissionSubject>>({
    ...(read === null ? {} : { name: slugOf(read.name), version: read.version }),
    ...(read?.namespace === undefined
      ? {}
      : { vendor: slugOf(read.namespace.replace(/^@/, '').split('/').at(-1) ?? '') }),
    ...names,
    ...artifact,
    ...(artifact.image === undefined ? {} : { digest: artifact.image.split('@')[1] ?? '' }),
  });
}

/** How it names itself, where that is not what it is called. */
function namedOf(runs: readonly RunSeen[], name?: string, version?: string): SubmissionSubject['named'] {
  const subject = runs.find(({ report }) => report.subject.name !== null)?.report.subject;
  if (subject === undefined || subject.name === null || (subject.name === name && subject.version === version))
    return undefined;
  return { name: subject.name, ...(subject.version === null ? {} : { version: subject.version }) };
}

function runOf({ transcript, transport }: RunSeen, given: Given, isHosted: boolean): SubmissionRun {
  const { command, env, url } = transcript.header.subject;
  return without<Partial<SubmissionRun>>({
    command: command === undefined || isHosted ? undefined : [...command],
    env: env === undefined || env.length === 0 ? undefined : [...env],
    url: transport === 'streamable-http' ? url : undefined,
    setup: given.setup,
    network: given.network as SubmissionRun['network'],
    options: given.options,
  }) as SubmissionRun;
}

export interface Draft {
  /** As far as it goes: it is checked by its schema before anything is made of it. */
  readonly submission: unknown;
  readonly missing: readonly Question[];
}

export function draftOf(runs: readonly RunSeen[], known: Partial<SubmissionSubject>, given: Given): Draft {
  const subject = subjectOf(runs, known, given);
  const release = subject.version ?? runs[0]?.report.subject.version ?? undefined;
  const isHosted = subject.url !== undefined;
  const missing: Question[] = [];
  const ask = (option: keyof Given, asks: string, value: unknown): void => {
    if (value === undefined || value === '') missing.push({ option, asks });
  };
  ask(
    'purl',
    'the package, as pkg:npm/%40acme/weather@1.4.2 (or --image, or --url of a hosted service)',
    subject.purl ?? subject.image ?? subject.url,
  );
  ask('vendor', 'who makes it, in lower-case letters, digits and hyphens', subject.vendor);
  ask('name', 'the product, in lower-case letters, digits and hyphens', subject.name);
  ask('release', 'the version', release);
  if (!isHosted) ask('digest', `the digest of its archive${npmHint(subject.purl)}`, subject.digest);
  ask('network', 'none where it runs without a network, needed where it does not', given.network);
  ask('handle', 'who hands it in: a handle without its @', given.handle);
  ask('for', 'for whom: vendor, or other', given.for);
  ask('contact', 'whom to ask; it is published', given.contact);
  const profiles = runs.flatMap(({ report }) =>
    report.runs.flatMap(({ profile, revision }) => (profile === null ? [] : [{ revision, profile }])),
  );
  const claims =
    given.claims === undefined
      ? profiles
      : given.claims.map((profile) => profiles.find((each) => each.profile === profile) ?? { profile });
  return {
    missing,
    submission: without({
      format: SUBMISSION_FORMAT,
      subject: without({
        role: runs[0]?.report.subject.role ?? 'server',
        ...subject,
        version: release,
        named: namedOf(runs, subject.name, release),
      }),
      run: Object.fromEntries(runs.map((run) => [run.transport, runOf(run, given, isHosted)])),
      claims,
      waivers: given.waivers,
      submitter: { handle: given.handle, for: given.for },
      contact: given.contact,
      seed: given.seed ?? runs.map(({ transcript }) => transcript.header.seed).find((seed) => issuedOn(seed)),
      public: given.public,
    }),
  };
}

function npmHint(purl: string | undefined): string {
  const read = purl === undefined ? null : parsePurl(purl);
  if (read?.type !== 'npm') return '';
  const name = read.namespace === undefined ? read.name : `${read.namespace}/${read.name}`;
  return ` (npm view ${name}@${read.version} dist.integrity)`;
}
