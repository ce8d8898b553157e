/** How the subject was started, and what was claimed of the runs. */
import { profiles } from '../../profiles/profiles.ts';
import type { Case, RunCase } from '../case.ts';
import { TRANSPORTS } from '../folder.ts';
import type { AdmissionRule } from '../rule.ts';
import { inSubmission } from './subject.ts';

const transports: AdmissionRule = {
  id: 'transports',
  sentence:
    'Each transport under run has its folder, each folder its entry, and report and transcript are of that transport.',
  reason: 'One report is of one subject over one transport; which one has to be plain from where it stands.',
  fix: 'Add what is missing, or move report and transcript into the folder of their transport.',
  holds: 'always',
  *check(request) {
    const { submission, runs } = request;
    for (const transport of TRANSPORTS)
      if (submission?.run[transport] !== undefined && !runs.some((run) => run.transport === transport))
        yield inSubmission(
          request,
          ['run', transport],
          `run without a folder ${transport}`,
          'its report and transcript',
        );
    for (const { transport, said, report, transcript, files } of runs) {
      if (submission !== undefined && said === undefined)
        yield inSubmission(request, ['run'], `folder ${transport} without an entry under run`, `run.${transport}`);
      const recorded = transcript?.header.subject.transport;
      if (recorded !== undefined && recorded !== transport)
        yield { file: files.transcript, actual: `transcript over ${recorded}`, expected: transport };
      const other = report?.runs.find((run) => run.transport !== transport);
      if (other !== undefined) yield { file: files.report, actual: `run over ${other.transport}`, expected: transport };
    }
  },
};

/** Programs that read a command from a text, and the options with which others do. */
const SHELLS =
  /^(?:(?:ba|z|da|k|c|tc|a|fi)?sh|cmd|powershell|pwsh|busybox|env|xargs|eval|sudo|su|doas|ssh|script)(?:\.exe)?$/i;
const SCRIPTS = /\.(?:sh|bash|zsh|fish|bat|cmd|ps1|command)$/i;
const INLINE: Readonly<Record<string, RegExp>> = {
  node: /^(?:-[a-z]*[ep]|--eval|--print)$/,
  bun: /^(?:-[ep]|--eval|--print)$/,
  deno: /^eval$/,
  python: /^-[a-zA-Z]*c$/,
  python3: /^-[a-zA-Z]*c$/,
  perl: /^-[a-zA-Z]*[eE]$/,
  ruby: /^-[a-zA-Z]*e$/,
  php: /^-r$/,
};

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

const commandPlain: AdmissionRule = {
  id: 'command-plain',
  sentence: 'The command starts the artifact itself: no shell, no script, no code among its arguments.',
  reason: 'A script beside the artifact is what would be tested, and nothing says what it does on another day.',
  fix: 'Start the package or image directly, one argument an entry, and describe the rest under setup.',
  holds: 'always',
  *check(request) {
    for (const { transport, said } of request.runs) {
      const [program = '', ...args] = said?.command ?? [];
      const at = ['run', transport, 'command'];
      const name = baseName(program);
      if (SHELLS.test(name)) {
        yield inSubmission(
          request,
          [...at, 0],
          `program ${name}, which runs what its arguments say`,
          'the program itself',
        );
        continue;
      }
      const inline = INLINE[name.replace(/\.exe$/i, '')];
      for (const [index, each] of [program, ...args].entries())
        if (SCRIPTS.test(each))
          yield inSubmission(request, [...at, index], `shell script ${each}`, 'the program that it would start');
        else if (index > 0 && inline?.test(each) === true)
          yield inSubmission(request, [...at, index], `code after ${each}`, 'the file that holds it');
    }
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

const revisionSupported: AdmissionRule = {
  id: 'revision-supported',
  sentence: 'Each claim names a profile of this suite, of the role and the revision that are claimed.',
  reason: 'A certificate is given against a profile; without one, nothing says what was asked.',
  fix: 'Claim what accord list profiles lists.',
  holds: 'admission',
  *check(request) {
    const { submission } = request;
    for (const [index, claim] of (submission?.claims ?? []).entries()) {
      const profile = profiles.find(({ name }) => name === claim.profile);
      const at = ['claims', index];
      if (profile === undefined)
        yield inSubmission(
          request,
          [...at, 'profile'],
          `profile ${claim.profile}`,
          profiles.map(({ name }) => name).join(' or '),
        );
      else if (profile.revision !== claim.revision)
        yield inSubmission(
          request,
          [...at, 'revision'],
          `revision ${claim.revision}`,
          `${profile.revision}, as ${profile.name} says`,
        );
      else if (profile.role !== submission?.subject.role)
        yield inSubmission(
          request,
          [...at, 'profile'],
          `profile of a ${profile.role}`,
          `one of a ${submission?.subject.role}`,
        );
    }
  },
};

const claimsAnswered: AdmissionRule = {
  id: 'claims-answered',
  sentence: 'Each claim is answered by a run of that revision and profile, and is made once.',
  reason: 'What is claimed and was not run would be shown as neither kept nor broken.',
  fix: 'Certify with that revision and transport, or take the claim back.',
  holds: 'always',
  *check(request) {
    const { submission, runs } = request;
    const answered = runs.flatMap(({ report }) => report?.runs ?? []);
    const made = new Set<string>();
    for (const [index, { revision, profile }] of (submission?.claims ?? []).entries()) {
      if (made.has(profile))
        yield inSubmission(request, ['claims', index], `second claim of ${profile}`, 'each claim once');
      made.add(profile);
      if (!answered.some((run) => run.profile === profile && run.revision === revision))
        yield inSubmission(
          request,
          ['claims', index],
          `claim of ${profile} without a run`,
          'a run of that profile in a report',
        );
    }
  },
};

const waiversNeeded: AdmissionRule = {
  id: 'waivers-needed',
  sentence: 'Each waiver is of a requirement that fails, is made once, and has not ended.',
  reason: 'A waiver that covers nothing hides what would fail tomorrow.',
  fix: 'Remove the waiver, mend its requirement, or give it another day.',
  holds: 'admission',
  *check(request) {
    const { submission, runs, date } = request;
    const failing = new Set(
      runs.flatMap(({ report }) =>
        (report?.runs ?? []).flatMap(({ results }) =>
          results.filter(({ outcome }) => outcome === 'fail').map(({ requirement }) => requirement),
        ),
      ),
    );
    const made = new Set<string>();
    for (const [index, { requirement, until }] of (submission?.waivers ?? []).entries()) {
      const at = ['waivers', index];
      if (made.has(requirement)) yield inSubmission(request, at, `second waiver of ${requirement}`, 'each once');
      made.add(requirement);
      if (!failing.has(requirement))
        yield inSubmission(
          request,
          [...at, 'requirement'],
          `waiver of ${requirement}, which does not fail`,
          'a requirement that fails',
        );
      if (until < date)
        yield inSubmission(request, [...at, 'until'], `waiver that ended on ${until}`, `a day from ${date} on`);
    }
  },
};

export const RUN_RULES = [
  transports,
  commandPlain,
  commandPortable,
  commandRecorded,
  revisionSupported,
  claimsAnswered,
  waiversNeeded,
] as const;
