/** specification/http.md: event streams. */
import { token } from '../engine/ids.ts';
import type { Probe } from '../engine/probe.ts';
import type { Reply } from '../engine/reply.ts';
import { callTalkative, talkativeTools } from '../engine/talkative.ts';

/** No more tools than this are tried for one that streams. */
const MOST_CALLS = 3;

const isStream = ({ headers }: Reply): boolean => /^text\/event-stream/i.test(headers?.get('content-type') ?? '');

export const probes: readonly Probe[] = [
  {
    id: 'http.stream',
    title: 'calls a tool that only reads, and asks to hear of its progress',
    risk: 'read-only-call',
    transports: ['streamable-http'],
    async run(context) {
      const { seed, skip } = context;
      const tools = talkativeTools(context).slice(0, MOST_CALLS);
      if (tools.length === 0) return skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      for (const tool of tools) {
        const reply = await callTalkative(context, tool, { progressToken: token(seed, `progress/${tool.name}`) });
        if (isStream(reply) || reply.message === undefined) return;
      }
    },
  },
];
