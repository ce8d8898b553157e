import { expect, test } from 'vitest';
import { handshake } from './engine/establish.ts';
import { nothingLearned, type ProbeContext } from './engine/probe.ts';
import { withProgram } from './engine/program.fixture.ts';
import { probes } from './roots.ts';

const HANDSHAKE = `const protocolVersion = '2025-11-25';
  if (method === 'initialize') answer({ protocolVersion, capabilities: {}, serverInfo: { name: 's', version: '1' } });
  if (method === 'ping') answer();`;
const ASKS = "console.log(JSON.stringify({ jsonrpc: '2.0', id: 'roots', method: 'roots/list' }))";

test.each([
  ['at once', `if (method === 'notifications/initialized') ${ASKS};`],
  ['a moment after the handshake', `if (method === 'notifications/initialized') setTimeout(() => ${ASKS}, 200);`],
])('the roots have not changed before a server has asked for them by itself, %s', async (_, does) => {
  await withProgram({ does: `${HANDSHAKE} ${does}`, timeout: 30_000 }, async (client, recorder) => {
    await handshake(client, 30_000);
    const context = {
      learned: nothingLearned(),
      fixture: false,
      settled: async () => {},
      declaring: async () => client,
    };
    await probes.find(({ id }) => id === 'roots.changed')?.run?.(context as unknown as ProbeContext);
    const said = recorder.events.flatMap((event) => ('text' in event ? [event.text ?? ''] : []));
    const placeOf = (words: string): number => said.findIndex((text) => text.includes(words));
    expect(placeOf('"roots/list"')).toBeGreaterThan(0);
    expect(placeOf('notifications/roots/list_changed')).toBeGreaterThan(placeOf('"roots/list"'));
  });
});
