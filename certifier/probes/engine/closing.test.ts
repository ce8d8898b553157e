import { expect, test } from 'vitest';
import { recording } from '../../evidence/evidence.fixture.ts';
import { openStdio } from '../../wire/stdio.ts';
import { eventOf, line } from '../../wire/wire.fixture.ts';
import { Client } from './client.ts';

/** Longer than a process gets that was busy with something, and far less than one gets that was not. Milliseconds. */
const TO_SAY_IT = 600;

/** Keeps its answer back until its input ends, as a program does that does not flush, and then takes a while. */
const KEEPS = `console.log('ready'); let kept;
  require('node:readline').createInterface({ input: process.stdin })
    .on('line', (text) => { kept = JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(text).id, result: {} }); })
    .on('close', () => setTimeout(() => console.log(kept), ${TO_SAY_IT}));`;

test('who has answered nothing is given time to say it when its input ends, also on a busy machine', async () => {
  const { recorder } = recording();
  const wire = openStdio({
    command: [process.execPath, '-e', KEEPS],
    env: { PATH: process.env.PATH ?? '' },
    recorder,
    patience: { afterInput: 30_000 },
  });
  const client = new Client({ recorder, wire, revision: '2025-11-25', seed: 's', timeout: 20 });
  await eventOf(wire, line('ready'));
  expect((await client.request('ping')).message).toBeUndefined();
  await client.close();
  expect(recorder.events).toContainEqual(
    expect.objectContaining({ kind: 'line', stream: 'stdout', text: expect.stringContaining('"result"') }),
  );
  expect(await wire.exited).toMatchObject({ code: 0, signal: null });
});
