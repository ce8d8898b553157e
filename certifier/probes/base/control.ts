/** What is sent after something whose silence is the point. */
import type { ProbeContext } from '../engine/probe.ts';
import type { Reply } from '../engine/reply.ts';

/** A request that every subject of the era answers. */
export const control = ({ client }: ProbeContext): Promise<Reply> =>
  client.request(client.era === 'session' ? 'ping' : 'server/discover');
