/**
 * Certify: find out which eras the subject speaks, hold a conversation in each, run the probes, and leave a transcript.
 * Nothing here judges; the transcript is all that comes out.
 */
import { eraOf, type Revision } from './catalogue/requirement.ts';
import { createRecorder, type Recorder } from './evidence/recorder.ts';
import { TRANSCRIPT_FORMAT, type Transcript, type TranscriptHeader } from './evidence/transcript.ts';
import type { Mutant } from './mutants/engine/mutant.ts';
import { planFor, quickWithin, revisionsToTry } from './plan.ts';
import { answering } from './probes/engine/asking.ts';
import { Client, type ClientOptions } from './probes/engine/client.ts';
import { DECLARED, type Declared } from './probes/engine/declared.ts';
import { hurryEcho } from './probes/engine/echo.ts';
import {
  type Attempt,
  askPlainly,
  beginStateless,
  discover,
  type Established,
  endingAfter,
  handshake,
  listenFirst,
  listenWhileStarting,
  patienceAfter,
  UNKNOWN_VERSION,
  unlessDisowned,
} from './probes/engine/establish.ts';
import { type AllowedTool, nothingLearned, type Probe } from './probes/engine/probe.ts';
import { type Problem, problemOf } from './probes/engine/problem.ts';
import type { JsonObject, Reply } from './probes/engine/reply.ts';
import { type Conversation, runProbes } from './probes/engine/run.ts';
import { probes as allProbes } from './probes/probes.ts';
import type { Subject } from './subject/subject.ts';
import { SUITE_VERSION } from './suite.ts';
import type { Wire } from './wire/wire.ts';

export interface CertifyOptions {
  /** One revision; `all` of them; or, when absent, the newest of each era that the subject offers. */
  readonly revision?: Revision | 'all';
  readonly seed?: string;
  /** Milliseconds to wait for an answer. */
  readonly timeoutMs?: number;
  /** Milliseconds to wait for the first answer of a fresh subject, which may have to be fetched or compiled first. */
  readonly startTimeoutMs?: number;
  readonly allowTools?: readonly AllowedTool[];
  readonly fixture?: boolean;
  /** Values to keep out of the transcript. */
  readonly secrets?: readonly string[];
  readonly onTranscriptLine?: (line: string) => void;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  readonly mutant?: Mutant;
  /** Run only these probes. */
  readonly probes?: readonly Probe[];
}

export interface Progress {
  readonly phase: 'start' | 'probe' | 'done';
  readonly revision?: Revision;
  readonly probe?: string;
  readonly title?: string;
  /** Probes finished, of all that are planned so far. */
  readonly done: number;
  readonly total: number;
}

export interface CertifyResult {
  readonly transcript: Transcript;
  /** Why no era could be established; absent when one was. */
  readonly problem?: Problem;
}

export const DEFAULT_TIMEOUT_MS = 5_000;
/** What a command compiles or installs before it answers is waited for, as long as clients of the SDKs wait. */
export const DEFAULT_START_TIMEOUT_MS = 60_000;

export const newSeed = (): string => crypto.randomUUID().slice(0, 8);

export async function certify(subject: Subject, options: CertifyOptions = {}): Promise<CertifyResult> {
  options.signal?.throwIfAborted();
  const measurement = new Measurement(subject, options);
  const abort = (): void => void measurement.stop();
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    const problem = await measurement.run();
    options.signal?.throwIfAborted();
    return { transcript: measurement.transcript, ...(problem === undefined ? {} : { problem }) };
  } catch (cause) {
    // What fails because we were told to stop is no failure of its own.
    options.signal?.throwIfAborted();
    throw cause;
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await measurement.close();
  }
}

class Measurement {
  readonly #subject: Subject;
  readonly #options: CertifyOptions;
  readonly #recorder: Recorder;
  readonly #seed: string;
  readonly #timeout: number;
  readonly #startTimeout: number;
  readonly #clients = new Set<Client>();
  #spare: Client | undefined;
  /** Milliseconds that the first answer of all took, once there was one. */
  #begun: number | undefined;
  /** Whether a process was listened to before it was asked for a session. */
  #hasListened = false;
  #done = 0;
  #total = 0;
  #closed = false;

  constructor(subject: Subject, options: CertifyOptions) {
    this.#subject = subject;
    this.#options = options;
    this.#seed = options.seed ?? newSeed();
    this.#timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#startTimeout = Math.max(options.startTimeoutMs ?? DEFAULT_START_TIMEOUT_MS, this.#timeout);
    const header: TranscriptHeader = {
      format: TRANSCRIPT_FORMAT,
      suite: { name: 'accord', version: SUITE_VERSION },
      subject: subject.described,
      startedAt: new Date().toISOString(),
      seed: this.#seed,
    };
    this.#recorder = createRecorder({
      header,
      write: options.onTranscriptLine ?? (() => undefined),
      ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
      ...(options.mutant === undefined ? {} : { mutant: options.mutant }),
    });
  }

  get transcript(): Transcript {
    return { header: this.#recorder.header, events: this.#recorder.events };
  }

  /** Ends every conversation in order; no other can be opened any more. */
  async close(): Promise<void> {
    this.#closed = true;
    const ending = endingAfter(this.#begun ?? 0);
    await Promise.all([...this.#clients].map((client) => client.close(ending)));
  }

  /** Ends every conversation at once. */
  async stop(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#clients].map((client) => client.stop()));
  }

  async run(): Promise<Problem | undefined> {
    this.#report('start');
    const attempts = await this.#establishAll(revisionsToTry(this.#options.revision));
    const established = this.#distinct(attempts);
    if (established.length === 0)
      return problemOf(
        this.#subject,
        attempts.map(({ reply }) => reply),
        this.transcript,
      );
    const conversations = await Promise.allSettled(established.map((each) => this.#converse(each)));
    for (const each of conversations) if (each.status === 'rejected') throw each.reason;
    this.#report('done');
    return undefined;
  }

  #report(phase: Progress['phase'], rest: Partial<Progress> = {}): void {
    this.#options.onProgress?.({ phase, done: this.#done, total: this.#total, ...rest });
  }

  #open(revision: Revision, purpose: string, capabilities?: JsonObject): Client {
    if (this.#closed) throw new Error('The measurement was ended; it opens no more conversations.');
    const recorder = this.#recorder;
    const wire = this.#subject.open({ recorder });
    recorder.note({ kind: 'mark', mark: 'connection', connection: wire.connection, revision, purpose });
    return this.#talk(wire, revision, capabilities === undefined ? {} : { capabilities });
  }

  #talk(wire: Wire, revision: Revision, rest: Pick<ClientOptions, 'nextId' | 'capabilities'> = {}): Client {
    const client = new Client({
      recorder: this.#recorder,
      wire,
      revision,
      ...rest,
      seed: this.#seed,
      timeout: this.#timeout,
      ...(this.#subject.transport === 'streamable-http'
        ? { headers: this.#subject.headers, endpoint: this.#subject.url }
        : {}),
    });
    this.#clients.add(client);
    return client;
  }

  /** Tries every revision at once; when one era has answered, the others get a bounded while longer. */
  async #establishAll(revisions: readonly Revision[]): Promise<readonly Attempt[]> {
    const started = performance.now();
    const patience: NodeJS.Timeout[] = [];
    let isOver = false;
    const pending = new Set<Client>();
    const discovered = Promise.withResolvers<void>();
    const mains = revisions.map((revision) => this.#open(revision, 'main'));
    this.#hasListened = mains.some(({ era }) => era === 'stateless');
    const attempts = Promise.all(
      mains.map(async (client) => {
        const { revision } = client;
        pending.add(client);
        const begin = eraOf(revision) === 'session' ? handshake : discover;
        const inVain = this.#hasListened ? await listenFirst(client, discovered.promise) : 0;
        const before = await this.#askBefore(client, pending);
        // Who left that request without an answer may still answer a discovery, and is then judged for both.
        const left = Math.max(this.#timeout, this.#startTimeout - (performance.now() - started));
        const forget = hurryEcho(client, this.#timeout);
        const trying =
          before !== undefined && isOver
            ? Promise.resolve<Attempt>({ reply: before })
            : begin(client, left).then((begun) => {
                if (client.era === 'stateless') discovered.resolve();
                return unlessDisowned(begun, before);
              });
        const attempt = await trying.finally(forget);
        pending.delete(client);
        if (attempt.established === undefined) await this.#endOrSpare(client, attempt);
        else if (patience.length === 0) {
          this.#begun = performance.now() - started - inVain;
          const whole = patienceAfter(this.#begun);
          const giveUp = (isMeant: (waiting: Client) => boolean): void => {
            for (const waiting of [...pending].filter(isMeant)) waiting.giveUp();
          };
          // A discovery was awaited already while the processes of the other era were only listened to. These were asked together.
          patience.push(
            setTimeout(
              () => {
                isOver = true;
                giveUp(({ era }) => era === 'stateless');
              },
              Math.max(0, whole - inVain),
            ),
            setTimeout(() => giveUp(() => true), whole),
          );
        }
        return attempt;
      }),
    );
    return attempts.finally(() => patience.forEach(clearTimeout));
  }

  /**
   * Over HTTP, where nothing in the stateless era tells one connection from another, an ordinary request before all others shows what is
   * served to whoever has discovered nothing. Over stdio the second conversation shows it, on a process of its own.
   */
  async #askBefore({ era, revision, wire }: Client, pending: Set<Client>): Promise<Reply | undefined> {
    if (era === 'session' || wire.transport === 'stdio') return undefined;
    const client = this.#open(revision, 'before discovery');
    pending.add(client);
    const reply = await askPlainly(client, this.#startTimeout);
    pending.delete(client);
    return reply;
  }

  /** One conversation for each revision; a subject that negotiated the same one twice is talked to once. */
  #distinct(attempts: readonly Attempt[]): readonly Established[] {
    const byRevision = new Map<Revision, Established>();
    for (const { established } of attempts) {
      if (established === undefined) continue;
      const { client, revision } = established;
      const asked = client.revision === revision;
      if (!byRevision.has(revision) || asked) byRevision.set(revision, established);
    }
    return [...byRevision.values()];
  }

  /**
   * A process that answered a discovery with an error is of the other era, and can still be spoken to: upstream tells clients to
   * go on with `initialize` right there. It saves the second conversation the start of another process.
   */
  async #endOrSpare(client: Client, { reply }: Attempt): Promise<void> {
    const usable = client.wire.transport === 'stdio' && client.era === 'stateless' && reply.error !== undefined;
    if (usable && !client.ended) this.#spare = client;
    else await this.#end(client);
  }

  /** The other era's conversation on a process that has been asked for this one. */
  #takeOver(spare: Client, revision: Revision): Client {
    const { wire, nextId } = spare;
    this.#recorder.note({ kind: 'mark', mark: 'connection', connection: wire.connection, revision, purpose: 'second' });
    return this.#talk(wire, revision, { nextId });
  }

  async #end(client: Client): Promise<void> {
    // A good client tells the subject that it will not come back to this session.
    if (client.wire.transport === 'streamable-http' && client.session !== undefined) await client.fetch('DELETE');
    await client.close(endingAfter(this.#begun ?? 0));
    this.#clients.delete(client);
  }

  /**
   * Milliseconds to wait for the first answer in one more conversation. What a subject had to fetch or to compile it has by then: one
   * that is silent for as long as that could have taken has hung.
   */
  get #beginWithin(): number {
    const begun = this.#begun;
    if (begun === undefined) return this.#startTimeout;
    return Math.min(this.#startTimeout, Math.max(this.#timeout, patienceAfter(begun)));
  }

  /**
   * The second conversation begins by asking for a version that nobody speaks, on a connection that has heard nothing yet. Where no
   * other process was listened to first, this one is.
   */
  async #openSecond({ revision, capabilities }: Established): Promise<Client | undefined> {
    const spare = eraOf(revision) === 'session' ? this.#spare : undefined;
    const client = spare === undefined ? this.#open(revision, 'second') : this.#takeOver(spare, revision);
    if (eraOf(revision) === 'stateless') return beginStateless(client, capabilities, this.#beginWithin);
    if (spare === undefined && !this.#hasListened && this.#begun !== undefined)
      await listenWhileStarting(client, this.#begun);
    const { established } = await handshake(client, this.#beginWithin, UNKNOWN_VERSION, 'linger');
    if (established?.revision === revision) return client;
    await this.#end(client);
    const plain = this.#open(revision, 'second');
    const again = await handshake(plain, this.#beginWithin, revision, 'linger');
    return again.established?.revision === revision ? plain : undefined;
  }

  /** One more conversation like the first. */
  async #openAnother(revision: Revision, purpose: string, what?: Declared): Promise<Client | undefined> {
    const client = this.#open(revision, purpose, what && DECLARED[what]);
    // Who declared that it can be asked is asked as soon as it has begun.
    if (what !== undefined) client.respond = answering(this.#seed);
    const begin = eraOf(revision) === 'session' ? handshake : discover;
    const { established } = await begin(client, this.#beginWithin);
    if (established?.revision === revision) return client;
    await this.#end(client);
    return undefined;
  }

  async #converse(established: Established): Promise<void> {
    const { client, revision, capabilities } = established;
    const plan = planFor(eraOf(revision), this.#subject.transport, this.#options.probes ?? allProbes);
    this.#total += plan.length;
    const second = this.#openSecond(established);
    // Whoever asks for it hears why there is none; that nobody asks is no fault.
    second.catch(() => undefined);
    const others: Client[] = [];
    const open = async (purpose: string, what?: Declared): Promise<Client | undefined> => {
      const another = await this.#openAnother(revision, purpose, what);
      if (another !== undefined) others.push(another);
      return another;
    };
    const declaring = new Map<Declared, Promise<Client | undefined>>();
    const given = this.#options.timeoutMs;
    const most = this.#timeout;
    const context: Conversation['context'] = {
      client,
      second: () => second,
      open: (purpose) => open(purpose),
      declaring: (what) => {
        if (client.era === 'stateless') return Promise.resolve(client);
        const begun = declaring.get(what) ?? open(`declares ${what}`, what);
        declaring.set(what, begun);
        return begun;
      },
      connect: (purpose) => {
        const another = this.#open(revisionsToTry(undefined).at(-1) as Revision, purpose);
        others.push(another);
        return another;
      },
      capabilities,
      learned: nothingLearned(),
      seed: this.#seed,
      allowTools: this.#options.allowTools ?? [],
      // Each probe is given the context anew, and with it the pace of that moment.
      get callTimeout() {
        return given ?? quickWithin(client.pace, most);
      },
      fixture: this.#options.fixture ?? false,
    };
    await runProbes(plan, {
      recorder: this.#recorder,
      revision,
      context,
      before: (probe) => {
        this.#options.signal?.throwIfAborted();
        this.#report('probe', { revision, probe: probe.id, title: probe.title });
      },
      after: () => {
        this.#done += 1;
      },
    });
    const other = await second;
    if (other !== undefined) others.push(other);
    await Promise.all([client, ...others].map((each) => this.#end(each)));
  }
}
