/** What the catalogue says of one requirement. Compiled from `specification/*.md` by `accord spec build`. RFC 0003. */
import type { Role, Transport } from '../evidence/transcript.ts';

export const REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof REVISIONS)[number];

/** How a client and a server come to speak a revision: by an `initialize` handshake, or by `_meta` on each request. */
export type Era = 'session' | 'stateless';
export const eraOf = (revision: Revision): Era => (revision >= '2026-07-28' ? 'stateless' : 'session');
export const isRevision = (value: unknown): value is Revision => REVISIONS.includes(value as Revision);

/** The revisions that we judge by a profile. The others are judged by the requirements that already stood in them. */
export const PROFILED_REVISIONS = ['2025-11-25', '2026-07-28'] as const satisfies readonly Revision[];

export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';
/** What the level rests on. `plain`: the text states it without keyword, table or schema, so a breach warns and never fails. */
export type Basis = 'keyword' | 'table' | 'schema' | 'plain';
export type Testable = 'static' | 'black-box' | 'fixture' | 'untestable';
/**
 * What the probe does to the subject, from the least to the most invasive. `harness`: the subject is a client or an authorization
 * server, and our side plays its peer.
 */
export type Risk = 'list-only' | 'read-only-call' | 'tool-call' | 'fixture' | 'credentials' | 'harness';
/** What a rule may depend on: a capability that is declared, or authorization, which a server shows by asking for it. */
export type Capability = 'tools' | 'resources' | 'prompts' | 'completions' | 'logging' | 'tasks' | 'authorization';

/** Where the rule stands upstream. */
export interface Source {
  readonly revision: Revision;
  /** Path below docs/specification/<revision>/, without extension: `server/tools`. */
  readonly page: string;
  /** Anchor of the section on that page. */
  readonly section: string;
}

/** What the judge reads of a requirement: all but its prose, so that a better explanation leaves the judge as it was. */
export interface Rule {
  /** Permanent. Its first segment is the topic: the name of the file in `specification/`. */
  readonly id: string;
  readonly level: Level;
  readonly basis: Basis;
  /** Upstream contradicts itself here, or is silent: a breach warns and never fails. */
  readonly ambiguous?: true;
  readonly role: Role | 'both' | 'host';
  readonly transports: readonly Transport[];
  /** Holds from this revision … */
  readonly since: Revision;
  /** … to this one, both included; open when absent. */
  readonly until?: Revision;
  readonly testable: Testable;
  /** Applies only to a subject that declares this. */
  readonly capability?: Capability;
  /** The probe that makes its situation occur. */
  readonly probe?: string;
  /** Places of the message schema that this requirement judges, so that the universal schema check leaves them to it: `Tool.inputSchema`. */
  readonly owns: readonly string[];
}

export interface Requirement extends Rule {
  readonly topic: string;
  /** One sentence, in our words. Plain text with inline code in backticks. */
  readonly statement: string;
  /** Why the rule is there, for a reader who wonders. Markdown. */
  readonly why: string;
  /** How to mend a subject that breaks it. Markdown. Absent where no test can show the breach. */
  readonly mend?: string;
  /** What we decided where it is ambiguous. Markdown. */
  readonly ambiguity?: string;
  /** The id whose level or duty this one changed. */
  readonly replaces?: string;
  readonly source: readonly Source[];
  /** Why it is untestable, or why nothing judges it yet. */
  readonly reason?: string;
  readonly risk: Risk;
  /** Requirements that a breach of this one necessarily breaks too. */
  readonly implies: readonly string[];
  readonly related: readonly string[];
  /** Numbers of the RFCs of this programme that added or changed it. */
  readonly rfcs?: readonly number[];
}

export interface Topic {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

/** The tombstone of an id: it is never given again. */
export interface Retired {
  readonly id: string;
  readonly topic: string;
  /** Why it is gone, in a sentence. */
  readonly reason: string;
  /** The id that took its place. */
  readonly replacedBy?: string;
}

export interface Catalogue {
  readonly format: 'accord-catalogue/1';
  /** Upstream commit that the statements were read at. */
  readonly upstream: { readonly repository: string; readonly commit: string; readonly date: string };
  readonly topics: readonly Topic[];
  readonly requirements: readonly Requirement[];
  readonly retired: readonly Retired[];
}

/** The rule without its prose. */
export const ruleOf = (requirement: Requirement): Rule => {
  const { id, level, basis, ambiguous, role, transports, since, until, testable } = requirement;
  const { capability, probe, owns } = requirement;
  return {
    id,
    level,
    basis,
    ...(ambiguous === undefined ? {} : { ambiguous }),
    role,
    transports,
    since,
    ...(until === undefined ? {} : { until }),
    testable,
    ...(capability === undefined ? {} : { capability }),
    ...(probe === undefined ? {} : { probe }),
    owns,
  };
};

export const isDuty = (level: Level): boolean => level !== 'MAY';
export const isMust = (level: Level): boolean => level === 'MUST' || level === 'MUST NOT';

/** Whether a breach can fail a subject: a MUST, not plain wording, not where upstream contradicts itself. */
export const canFail = ({ level, basis, ambiguous }: Rule): boolean =>
  isMust(level) && basis !== 'plain' && ambiguous !== true;

export const holdsIn = (requirement: Pick<Rule, 'since' | 'until'>, revision: Revision): boolean =>
  requirement.since <= revision && (requirement.until === undefined || revision <= requirement.until);

/** The published page of an upstream section. */
export const sourceUrl = ({ revision, page, section }: Source): string =>
  `https://modelcontextprotocol.io/specification/${revision}/${page.replace(/\/index$/, '')}${section === '' ? '' : `#${section}`}`;
