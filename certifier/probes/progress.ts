/** specification/progress.md */
import { token } from './engine/ids.ts';
import type { Probe } from './engine/probe.ts';
import { callTalkative, talkativeTools } from './engine/talkative.ts';

/** No more tools than this are called for their progress. */
const MOST_CALLS = 3;

export const probes: readonly Probe[] = [
  {
    id: 'progress.report',
    title: 'calls tools that only read, and asks to hear of their progress',
    risk: 'read-only-call',
    needs: 'tools',
    async run(context) {
      const { client, seed, skip } = context;
      const tools = talkativeTools(context, /progress/i).slice(0, MOST_CALLS);
      if (tools.length === 0) return skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      await Promise.all(
        tools.map((tool) => callTalkative(context, tool, { progressToken: token(seed, `report/${tool.name}`) })),
      );
      // What comes after the answers has come when this is answered.
      await client.request(client.era === 'session' ? 'ping' : 'server/discover');
    },
  },
];
