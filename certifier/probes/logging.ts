/** specification/logging.md */
import type { Probe } from './engine/probe.ts';

/** The tool of the fixture contract that logs while it runs. */
const LOGGING_TOOL = 'test_tool_with_logging';

export const probes: readonly Probe[] = [
  {
    id: 'logging.silence',
    title: 'makes a request that asks for no log messages, of a tool that logs where there is one',
    risk: 'tool-call',
    eras: ['stateless'],
    needs: 'logging',
    async run({ client, learned, fixture }) {
      const logs = fixture && learned.tools.some(({ name }) => name === LOGGING_TOOL);
      if (logs) await client.request('tools/call', { name: LOGGING_TOOL, arguments: {} });
      else await client.request('server/discover');
    },
  },
];
