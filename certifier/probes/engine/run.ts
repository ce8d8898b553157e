/** Runs the probes of one conversation: one after the other, and beside them what a probe leaves going. */
import { eraOf, type Revision } from '../../catalogue/requirement.ts';
import type { Recorder } from '../../evidence/recorder.ts';
import { endedEarly } from './ending.ts';
import type { Probe, ProbeContext } from './probe.ts';

export interface Conversation {
  readonly recorder: Recorder;
  readonly revision: Revision;
  readonly context: Omit<ProbeContext, 'skip' | 'leave' | 'settled'>;
  /** Called before each probe; what it throws ends the run. */
  readonly before: (probe: Probe) => void;
  readonly after: (probe: Probe) => void;
}

export async function runProbes(
  plan: readonly Probe[],
  { recorder, revision, context, before, after }: Conversation,
): Promise<void> {
  const left = new Set<Promise<void>>();
  const settled = async (): Promise<void> => {
    while (left.size > 0) await Promise.all(left);
  };
  const { connection } = context.client;
  /** Where what is called may change what other probes look at, nothing goes on beside anything. */
  const isQuiet = !context.fixture && context.allowTools.length === 0;

  function contextFor({ id }: Probe): { readonly whole: ProbeContext; readonly broke: (cause: unknown) => void } {
    const of = { connection, probe: id, revision } as const;
    const broke = (cause: unknown): void => {
      const message = cause instanceof Error ? cause.message : String(cause);
      recorder.note({ kind: 'mark', mark: 'harness-error', ...of, message });
    };
    const skip: ProbeContext['skip'] = (reason, detail) =>
      recorder.note({ kind: 'mark', mark: 'skipped', ...of, reason, ...(detail === undefined ? {} : { detail }) });
    const leave: ProbeContext['leave'] = (work) => {
      const kept: Promise<void> = work.then(() => undefined, broke).finally(() => void left.delete(kept));
      left.add(kept);
    };
    return { whole: { ...context, skip, leave, settled }, broke };
  }

  let hung = false;
  /** Calls of slow tools may all have come to their bounds: only who does not answer what is quick to answer has hung. */
  async function hasHung(): Promise<boolean> {
    const { client } = context;
    if (!hung && client.isHung) {
      await client.request(eraOf(revision) === 'session' ? 'ping' : 'server/discover');
      hung = client.isHung;
    }
    return hung;
  }

  async function runOne(probe: Probe): Promise<void> {
    const { run, id, needs } = probe;
    if (run === undefined) return;
    const { whole, broke } = contextFor(probe);
    if (needs !== undefined && !Object.hasOwn(context.capabilities, needs))
      return whole.skip('not-exercised', `the subject did not declare ${needs}`);
    if (context.client.ended) return whole.skip('not-exercised', endedEarly(recorder.events, connection));
    // Each further request would be waited for to its bound, and show nothing but this.
    if (await hasHung()) return whole.skip('not-exercised', 'the subject had hung: it answered nothing any more');
    recorder.note({ kind: 'mark', mark: 'probe', connection, probe: id });
    try {
      await run(whole);
    } catch (cause) {
      broke(cause);
    }
  }

  for (const probe of plan) {
    before(probe);
    await runOne(probe);
    if (!isQuiet) await settled();
    after(probe);
  }
  await settled();
}
