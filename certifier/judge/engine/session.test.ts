import { expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { declaresOn, handshakeOn } from './session.ts';
import { only } from './view.fixture.ts';

const client = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'accord', version: '0' } };
const answer = (capabilities?: object) => ({
  result: {
    protocolVersion: '2025-11-25',
    serverInfo: { name: 'example-server', version: '1.0.0' },
    ...(capabilities === undefined ? {} : { capabilities }),
  },
});
const begun = () => new Composer('streamable-http').established('2025-11-25', { logging: {} });

test('the first handshake of a connection opened its session', () => {
  const view = only(begun().call('initialize', client, answer({ tools: {} })));
  expect(handshakeOn(view).get(1)?.result?.capabilities).toEqual({ logging: {} });
  expect(declaresOn(view, 1, 'tools')).toBe(false);
});

test('where a handshake stated no capabilities at all, what another client was told counts', () => {
  const silent = only(begun().open('2025-11-25', 'second').call('initialize', client, answer()));
  expect(declaresOn(silent, 2, 'logging')).toBe(true);
  const other = only(begun().open('2025-11-25', 'second').call('initialize', client, answer({})));
  expect(declaresOn(other, 2, 'logging')).toBe(false);
});
