/** A reference server of its own behind a proxy that lets a mutant break what it says: what both suites are run against. */
import type { WireDraft } from '../evidence/transcript.ts';
import type { Mutant } from '../mutants/engine/mutant.ts';
import { startProxy } from '../mutants/testing/proxy.ts';
import { startHttpReference } from '../reference/reference.ts';

const untouched: Mutant = (event) => [event];

/** What `act` makes of the address; `seen` gets each event of the traffic before the mutant does. */
export async function withServer<T>(
  act: (url: string) => Promise<T>,
  { mutant = untouched, seen }: { readonly mutant?: Mutant; readonly seen?: (event: WireDraft) => void } = {},
): Promise<T> {
  const reference = await startHttpReference();
  const proxy = await startProxy(reference.url, (event, memo) => {
    seen?.(event);
    return mutant(event, memo);
  });
  try {
    return await act(proxy.url);
  } finally {
    await proxy.close();
    await reference.close();
  }
}
