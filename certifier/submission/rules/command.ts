/** How the subject was started: by a plain command, which names no machine, starts the artifact and is the one that was recorded. */
import type { Case, RunCase } from '../case.ts';
import { type Launch, launchOf } from '../launch.ts';
import { notPlain } from '../plain-command.ts';
import { npmName, parsePurl } from '../purl.ts';
import type { AdmissionRule, Found } from '../rule.ts';
import type { SubmissionSubject } from '../submission.ts';
import { inSubmission } from './subject.ts';

const commandPlain: AdmissionRule = {
  id: 'command-plain',
  sentence: 'The command starts the artifact itself: no shell, no script, no code among its arguments.',
  reason: 'A script beside the artifact is what would be tested, and nothing says what it does on another day.',
  fix: 'Start the package or image directly, one argument an entry, and describe the rest under setup.',
  holds: 'always',
  *check(request) {
    for (const { transport, said } of request.runs)
      for (const [index, actual, expected] of notPlain(said?.command ?? []))
        yield inSubmission(request, ['run', transport, 'command', index], actual, expected);
  },
};

const commandPortable: AdmissionRule = {
  id: 'command-portable',
  sentence: 'The command names no place on the machine that it ran on.',
  reason: 'Whoever reproduces the run has the artifact and the command, and not that machine.',
  fix: 'Name the package (npx -y @acme/weather@1.4.2), or a file relative to the folder that it was installed in, and certify again.',
  holds: 'always',
  *check(request) {
    for (const { transport, said } of request.runs)
      for (const [index, each] of (said?.command ?? []).entries()) {
        const at = ['run', transport, 'command', index];
        if (/^(?:\/|~|[A-Za-z]:[\\/])|=(?:\/|~\/)/.test(each))
          yield inSubmission(request, at, `absolute path ${each}`, 'a name or a relative path');
        else if (each.split(/[\\/]/).includes('..'))
          yield inSubmission(request, at, `path ${each}, which leads out of its folder`, 'a path without ..');
        else if (each.includes('[secret]')) yield inSubmission(request, at, 'masked argument', 'the argument itself');
      }
  },
};

/** `{port}` stands for the port that was free on that day. */
const matches = (said: string, seen: string): boolean => {
  const [first = '', ...rest] = said.split('{port}');
  if (rest.length === 0) return said === seen;
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${[first, ...rest].map(literal).join('\\d{1,5}')}$`).test(seen);
};

function* commandOf(request: Case, run: RunCase): Generator<ReturnType<typeof inSubmission>> {
  const { transport, said, transcript, report } = run;
  const seen = transcript?.header.subject;
  if (said === undefined || seen === undefined) return;
  const command = transport === 'stdio' ? (said.command ?? []) : undefined;
  const same = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
    a.length === b.length && a.every((each, index) => matches(each, b[index] ?? ''));
  const at = ['run', transport];
  if (command !== undefined && !same(command, seen.command))
    yield inSubmission(
      request,
      [...at, 'command'],
      `another command than was recorded (${(seen.command ?? []).join(' ')})`,
      'the command of the transcript',
    );
  if (transport === 'stdio' && [...(said.env ?? [])].sort().join() !== [...(seen.env ?? [])].sort().join())
    yield inSubmission(
      request,
      [...at, 'env'],
      `other names of variables than were recorded (${seen.env?.join(', ') ?? 'none'})`,
      'the names that were passed',
    );
  if (said.url !== undefined && seen.url !== undefined && !matches(said.url, seen.url))
    yield inSubmission(
      request,
      [...at, 'url'],
      `another URL than was recorded (${seen.url})`,
      'the URL of the transcript',
    );
  if (report !== undefined && report.subject.url !== seen.url)
    yield { file: run.files.report, actual: 'another URL than the transcript has', expected: seen.url ?? 'none' };
}

const commandRecorded: AdmissionRule = {
  id: 'command-recorded',
  sentence: 'Command, names of variables and URL are those that the transcript states.',
  reason: 'Otherwise the transcript is of something else than what will be reproduced.',
  fix: 'Certify what is submitted, or mend the submission to say what was certified.',
  holds: 'always',
  *check(request) {
    for (const run of request.runs) yield* commandOf(request, run);
  },
};

const WHAT = { npm: 'a package of npm', pypi: 'a package of PyPI', oci: 'an image' } as const;
/** A package with its version, as its launcher is told it. */
const VERSIONED = {
  npm: /^(?:@[\w.-]+\/)?[\w.-]+@\S+$/,
  pypi: /^[\w.-]+(?:\[[\w,.-]+\])?(?:==|@)[^=\s]+$/,
  oci: /@sha256:/,
} as const;

/** What a launcher has to be told of this artifact; undefined where none here gets it. */
function specOf({
  purl,
  image,
}: SubmissionSubject): { readonly of: keyof typeof WHAT; readonly text: string } | undefined {
  if (image !== undefined) return { of: 'oci', text: image };
  const read = parsePurl(purl ?? '');
  if (read?.type === 'npm') return { of: 'npm', text: `${npmName(read)}@${read.version}` };
  return read?.type === 'pypi' ? { of: 'pypi', text: `${read.name}==${read.version}` } : undefined;
}

/** PEP 503 and 508: one name has many spellings, and extras add to what is installed of it. */
const spelled = (said: string): string => {
  const [, name = said, version = ''] = /^([\w.-]+)(?:\[[\w,.-]+\])?(?:==|@)(.+)$/.exec(said) ?? [];
  return `${name.toLowerCase().replace(/[-_.]+/g, '-')}==${version}`;
};

/** What is wrong with what a launcher gets; undefined where it is the artifact. */
function gets(
  { launcher, of, artifacts, unknown }: Launch,
  subject: SubmissionSubject,
): readonly [actual: string, expected: string] | undefined {
  const spec = specOf(subject);
  const named = subject.purl ?? subject.image ?? '';
  if (of === undefined) return [`command that starts what ${launcher} gets`, `what is started of ${named}`];
  if (unknown !== undefined)
    return [`option ${unknown} of ${launcher}, which may change what is started`, 'none but those that cannot'];
  const [first] = artifacts;
  if (spec?.of !== of) return [`command that fetches ${WHAT[of]}`, `what is started of ${named}`];
  if (first === undefined || !VERSIONED[of].test(first))
    return [
      of === 'oci'
        ? 'command that fetches an image by no digest'
        : 'command that fetches a package in whatever version',
      spec.text,
    ];
  const other = artifacts.find((each) => (of === 'pypi' ? spelled(each) !== spelled(spec.text) : each !== spec.text));
  return other === undefined ? undefined : [`command that fetches ${other}`, spec.text];
}

const INSTALLED = /(?:^|[\\/])node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/g;

function* installedOf(request: Case, command: readonly string[], at: readonly PropertyKey[]): Generator<Found> {
  const read = parsePurl(request.submission?.subject.purl ?? '');
  if (read?.type !== 'npm') return;
  const name = npmName(read);
  for (const [index, each] of command.entries())
    for (const [, installed = ''] of each.matchAll(INSTALLED))
      if (installed === '.bin')
        yield inSubmission(
          request,
          [...at, index],
          `program ${each}, of which nothing says what package it is of`,
          `a file in node_modules/${name}`,
        );
      else if (installed.replaceAll('\\', '/') !== name)
        yield inSubmission(request, [...at, index], `file of the package ${installed}`, `one of ${name}`);
}

const artifactStarted: AdmissionRule = {
  id: 'artifact-started',
  sentence:
    'A command that fetches what it starts (npx, npm exec, pnpm dlx, yarn dlx, bunx, deno run npm:, uvx, pipx run, docker run and podman run) names the artifact that is submitted, by its version or digest; a file in node_modules is one of its package.',
  reason:
    'What was recorded is what was started, whatever the submission calls it; of other ways to fetch, and of options that may change what is started, nothing here can say it.',
  fix: 'Start the artifact by name and version, npx -y @acme/weather@1.4.2, uvx weather@1.4.2 or docker run -i --rm ghcr.io/acme/weather@sha256:…, or as a file that was installed before, and certify again.',
  holds: 'always',
  *check(request) {
    const { submission } = request;
    if (submission === undefined || submission.subject.url !== undefined) return;
    // That it cannot be read is told by itself.
    if (submission.subject.purl !== undefined && parsePurl(submission.subject.purl) === null) return;
    for (const [transport, said] of Object.entries(submission.run)) {
      const command = said?.command ?? [];
      const at = ['run', transport, 'command'];
      const launch = launchOf(command);
      const wrong = launch === undefined ? undefined : gets(launch, submission.subject);
      if (wrong !== undefined) yield inSubmission(request, at, ...wrong);
      yield* installedOf(request, command, at);
    }
  },
};

export const COMMAND_RULES = [commandPlain, commandPortable, commandRecorded, artifactStarted] as const;
