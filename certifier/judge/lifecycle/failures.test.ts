import { describe, expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { looking } from '../engine/looked.fixture.ts';
import { checks } from '../lifecycle.ts';
import { asks, begun, refused, result, second } from './handshakes.fixture.ts';

const look = looking(checks);

describe('lifecycle.errors.version-mismatch', () => {
  const id = 'lifecycle.errors.version-mismatch';
  const asked = () => second().call('initialize', asks('1900-01-01'), undefined);
  const gaveUp = (composer: Composer) =>
    composer.event({ kind: 'gave-up', connection: composer.connection, awaited: 'response', after: 5000, id: 2 });
  const exit = (composer: Composer) => composer.exits();
  test('takes a counter-offer and an error', () => {
    for (const answer of [result(), refused])
      expect(look(id, second().call('initialize', asks('1900-01-01'), answer))).toEqual({ observed: 1, findings: 0 });
  });
  test('finds a process that ends over it', () => {
    expect(look(id, exit(asked()))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds one that never answers, where it answered a version that exists', () => {
    expect(look(id, gaveUp(asked()))).toEqual({ observed: 1, findings: 1 });
  });
  test('finds a server that fails inside over HTTP, and says nothing of a gateway', () => {
    const failed = (status: number) =>
      begun('streamable-http')
        .open('2025-11-25', 'second')
        .call('initialize', asks('1900-01-01'), undefined, { answer: { status } });
    expect(look(id, failed(500))).toEqual({ observed: 1, findings: 1 });
    expect(look(id, failed(400))).toEqual({ observed: 1, findings: 0 });
    expect(look(id, failed(503))).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing of silence where no other handshake went well', () => {
    const alone = new Composer('stdio').established('2026-07-28').open('2025-11-25', 'main');
    const silent = gaveUp(alone.call('initialize', asks('1900-01-01'), undefined));
    const refusing = silent.open('2025-11-25', 'second').call('initialize', asks('2025-11-25'), refused);
    expect(look(id, refusing)).toEqual({ observed: 0, findings: 0 });
  });
  test('says nothing where nobody waited, or the process was told to end', () => {
    expect(look(id, asked())).toEqual({ observed: 0, findings: 0 });
    expect(look(id, asked().shutdown())).toEqual({ observed: 0, findings: 0 });
  });
});
