/** Which runs there are, and what was claimed of them. */
import { profiles } from '../../profiles/profiles.ts';
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

export const RUN_RULES = [transports, revisionSupported, claimsAnswered, waiversNeeded] as const;
