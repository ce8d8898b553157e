/** specification/http.md: event streams. */
import { callTool, type Planned } from '../engine/call.ts';
import { token } from '../engine/ids.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import { isStream } from '../engine/standing.ts';
import { talkativeTools } from '../engine/talkative.ts';

/** No more tools than this are tried for one that streams. */
const MOST_CALLS = 3;

/** Calls one after the other until one streams. */
async function streamed(context: ProbeContext, tools: readonly Planned[]): Promise<void> {
  for (const tool of tools) {
    const progressToken = token(context.seed, `progress/${tool.name}`);
    const reply = await callTool(context, tool, { progressToken });
    if (isStream(reply) || reply.message === undefined) return;
  }
}

export const probes: readonly Probe[] = [
  {
    id: 'http.stream',
    title: 'calls a tool that only reads, and asks to hear of its progress',
    risk: 'read-only-call',
    transports: ['streamable-http'],
    async run(context) {
      const tools = talkativeTools(context).slice(0, MOST_CALLS);
      if (tools.length === 0) return context.skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      context.leave(streamed(context, tools));
    },
  },
];
