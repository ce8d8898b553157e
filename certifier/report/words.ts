/** The words and marks in which outcomes and verdicts are said, the same in every format. */
import {
  type Basis,
  type Capability,
  type Requirement,
  type Revision,
  type Risk,
  type Source,
  sourceUrl,
} from '../catalogue/requirement.ts';
import type { Outcome, Reason, Run, Verdict } from './report.ts';

/** The mark stands beside the word, never instead of it. */
export const VERDICT_MARK: Readonly<Record<Verdict, string>> = {
  conformant: '≡',
  'conformant-with-waivers': '≡',
  'not-conformant': '≢',
  'no-verdict': '≟',
};

export const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  conformant: 'conformant',
  'conformant-with-waivers': 'conformant with waivers',
  'not-conformant': 'not conformant',
  'no-verdict': 'no verdict',
};

export const OUTCOME_WORD: Readonly<Record<Outcome, string>> = {
  fail: 'fail',
  warning: 'warning',
  error: 'error',
  pass: 'pass',
  'not-tested': 'not tested',
  'not-applicable': 'not applicable',
};

/** To whom a requirement applies. Authorization is nothing that a server declares: it asks for it. */
export const appliesTo = (capability: Capability): string =>
  capability === 'authorization' ? 'a server that asks for authorization' : `a subject that declares ${capability}`;

/** What the level of a requirement rests on. */
export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  keyword: 'a BCP 14 keyword in the text',
  table: 'a table of the text',
  schema: 'the published schema',
  plain: 'plain wording, so a breach warns and never fails',
};

/** What a probe does to the subject, as the end of a sentence that begins with the probe. */
export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  'list-only': 'lists and reads only',
  'read-only-call': 'calls tools that declare themselves read-only',
  'tool-call': 'calls tools that were allowed by name',
  fixture: 'needs the fixture server’s tools',
  credentials: 'needs credentials',
  harness: 'needs our side to play its peer',
};

export interface ReasonWords {
  /** Why a requirement was not tested, as the end of the sentence "… was not tested: …". */
  readonly why: string;
  /** What would test it; absent where nothing that the reader can do would. */
  readonly remedy?: string;
  /** It says something of the suite and nothing of the subject: people are told how many, and not which. */
  readonly ofTheSuite?: true;
  /** What the probes noted says no more than the remedy. */
  readonly remedySaysAll?: true;
}

export const REASON_WORDS: Readonly<Record<Reason, ReasonWords>> = {
  'needs-opt-in': {
    why: 'it needs a call of a tool that does not declare readOnlyHint: true',
    remedy: '--allow-tool NAME',
  },
  'needs-fixture': {
    why: 'it needs a subject with the fixture tools, resources and prompts (named test_…)',
    remedy: '--fixture',
    remedySaysAll: true,
  },
  'needs-credentials': { why: 'it needs credentials', remedy: "--header 'Authorization: …'" },
  'not-exercised': { why: 'the situation did not occur with this subject' },
  untestable: { why: 'it cannot be seen from outside', ofTheSuite: true },
  disputed: { why: 'its check is disputed, and counts in no verdict until that is settled', ofTheSuite: true },
  'no-check': { why: 'this version of the suite has no check for it', ofTheSuite: true },
};

export const isNotTestedReason = (reason: string | undefined): reason is Reason =>
  reason !== undefined && Object.hasOwn(REASON_WORDS, reason);

export const runTitle = ({ revision, transport }: Pick<Run, 'revision' | 'transport'>): string =>
  `${revision} over ${transport}`;

/** "event 4" or "events 4, 6". */
export const eventsAt = (seqs: readonly number[]): string =>
  `${seqs.length === 1 ? 'event' : 'events'} ${seqs.join(', ')}`;

/** "9 of 14 applicable MUSTs observed": printed beside every verdict. */
export const observedWords = ({ observed }: Pick<Run, 'observed'>): string =>
  `${observed.musts} of ${observed.applicable} applicable MUSTs observed`;

/** The upstream section that states the rule for this revision, or the nearest one before it. */
export function sourceFor(requirement: Requirement, revision: Revision): Source | undefined {
  const upTo = requirement.source.filter((source) => source.revision <= revision);
  const nearest = [...upTo].sort((a, b) => b.revision.localeCompare(a.revision))[0];
  return nearest ?? requirement.source[0];
}

export function linkFor(requirement: Requirement | undefined, revision: Revision): string | undefined {
  const source = requirement === undefined ? undefined : sourceFor(requirement, revision);
  return source === undefined ? undefined : sourceUrl(source);
}
