/** A probe makes one situation occur on a live subject. It drives; it never judges, and it does not care how it ends. */
import type { Capability, Era, Risk } from '../../catalogue/requirement.ts';
import type { Transport } from '../../evidence/transcript.ts';
import type { Client } from './client.ts';
import type { Declared } from './declared.ts';
import type { JsonObject } from './reply.ts';

export interface Probe {
  /** `<topic>.<situation>`; requirements name it. */
  readonly id: string;
  /** What it does, as a person reads it while it runs: "walks the tool list". */
  readonly title: string;
  readonly risk: Risk;
  /** In which eras and over which transports it makes sense; everywhere when absent. */
  readonly eras?: readonly Era[];
  readonly transports?: readonly Transport[];
  /** Runs only against a subject that declares this. */
  readonly needs?: Capability;
  /** Absent where every conversation does it anyway: how it opens and how it ends. */
  readonly run?: (context: ProbeContext) => Promise<void>;
}

/** A tool call that the user allowed, with the arguments to use; made from the tool's own schema when absent. */
export interface AllowedTool {
  readonly name: string;
  readonly arguments?: unknown;
}

export interface ProbeContext {
  /** The conversation that was established first. Probes use it one after the other, beside what those before them left going. */
  readonly client: Client;
  /**
   * The second conversation: on a connection of its own, whose first message asked for a version that nobody speaks.
   * Undefined where that left nothing to talk to.
   */
  second(): Promise<Client | undefined>;
  /**
   * A fresh conversation of the same revision, established, on a connection of its own: for what uses a conversation up. It is
   * ended when all probes are done. Undefined where the subject did not let one more begin.
   */
  open(purpose: string): Promise<Client | undefined>;
  /**
   * A client of the session era on a connection of its own, which has said nothing yet, whatever this conversation speaks: a server
   * may be of both eras. It is ended when all probes are done.
   */
  connect(purpose: string): Client;
  /**
   * A conversation whose client declares all that a client can be asked for, or the least that stands for it. Session era: one of its
   * own, begun when the first probe asks for it; undefined where it could not be. Stateless era, where each request declares for itself:
   * the first conversation.
   */
  declaring(what: Declared): Promise<Client | undefined>;
  readonly capabilities: JsonObject;
  /** What earlier probes learned. Written by the list walks, read by the probes that follow. */
  readonly learned: Learned;
  readonly seed: string;
  readonly allowTools: readonly AllowedTool[];
  /** Milliseconds that a tool may take. */
  readonly callTimeout: number;
  /** The subject keeps the fixture contract of the official suite. */
  readonly fixture: boolean;
  /**
   * Leaves this going beside the probes that follow: for what mostly waits for the subject, and disturbs nobody. Where tools are called
   * that may change something, the next probe waits for it all the same; and so does the end of the conversation, always.
   */
  leave(work: Promise<unknown>): void;
  /** When all that earlier probes left going has ended: for what would disturb it, or needs what it learns. Not for what was left going itself. */
  settled(): Promise<void>;
  /** Says that this probe could not be run, and why; ends up in the transcript. */
  skip(reason: 'not-exercised' | 'needs-opt-in' | 'needs-fixture' | 'needs-credentials', detail?: string): void;
}

export interface Learned {
  tools: readonly JsonObject[];
  resources: readonly JsonObject[];
  templates: readonly JsonObject[];
  prompts: readonly JsonObject[];
  /** URIs of resources that results linked to. */
  readonly links: Set<string>;
  /** A call that took too long was cancelled by a notification on the first conversation. */
  cancelled: boolean;
}

export const nothingLearned = (): Learned => ({
  tools: [],
  resources: [],
  templates: [],
  prompts: [],
  links: new Set(),
  cancelled: false,
});
