/** A request as it should be, and the same with a defect. */
import type { HeaderEdits } from '../engine/headers.ts';
import type { ProbeContext } from '../engine/probe.ts';
import type { Reply } from '../engine/reply.ts';

/** A request that every subject answers: the twin, and what is sent again with a defect. */
export const plain = ({ client }: ProbeContext, headers: HeaderEdits = {}): Promise<Reply> =>
  client.request(client.era === 'session' ? 'ping' : 'server/discover', {}, { headers });

/** The same request, first as it should be and then with these headers. */
export async function withAndWithout(context: ProbeContext, ...defects: readonly HeaderEdits[]): Promise<void> {
  await plain(context);
  for (const headers of defects) await plain(context, headers);
}
