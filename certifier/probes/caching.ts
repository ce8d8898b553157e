/** specification/caching.md */
import { META } from './engine/client.ts';
import type { Probe } from './engine/probe.ts';

/** The tool of the fixture contract that asks before it answers. */
const ASKING_TOOL = 'test_input_required_result_elicitation';

export const probes: readonly Probe[] = [
  {
    id: 'caching.results',
    title: 'reads what discovery, the lists and the resources say of how long they may be kept',
    risk: 'list-only',
    eras: ['stateless'],
  },
  {
    id: 'caching.interim',
    title: 'calls a tool that asks its user something before it answers',
    risk: 'fixture',
    eras: ['stateless'],
    async run({ client, learned, fixture, skip }) {
      if (!fixture || !learned.tools.some(({ name }) => name === ASKING_TOOL))
        return skip('needs-fixture', `the subject has no tool \`${ASKING_TOOL}\``);
      const meta = { [`${META}clientCapabilities`]: { elicitation: {} } };
      await client.request('tools/call', { name: ASKING_TOOL, arguments: {} }, { meta });
    },
  },
];
