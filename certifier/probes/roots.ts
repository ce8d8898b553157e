/** specification/roots.md */
import { callFixture, hasFixture } from './engine/fixtures.ts';
import { ROOT } from './engine/input.ts';
import type { Probe } from './engine/probe.ts';
import { listens } from './engine/standing.ts';
import { QUICK_MS, within } from './engine/within.ts';

const LISTING = 'test_input_required_result_list_roots';
const BOUNDED = 'test_roots_boundaries';
/** A file within, one elsewhere, and two that are written as if they lay within. */
const FILES = [
  `${ROOT}/notes.txt`,
  'file:///accord/elsewhere/notes.txt',
  `${ROOT}/../elsewhere/notes.txt`,
  `${ROOT}-beside/notes.txt`,
];

/** Some servers ask by themselves, a moment after the handshake: they are given so many milliseconds for it. */
const OF_ITSELF_MS = 500;

export const probes: readonly Probe[] = [
  {
    id: 'roots.changed',
    title: 'says that the roots changed, and calls again what had asked for them',
    risk: 'list-only',
    eras: ['session'],
    async run(context) {
      await context.settled();
      await callFixture(context, LISTING);
      const client = await context.declaring('all');
      if (client === undefined || client.ended) return;
      const hears = await listens(client);
      const left = (client.established ?? 0) + OF_ITSELF_MS - performance.now();
      if (hears && left > 0) await within(left, client.asked('roots/list'));
      await client.notify('notifications/roots/list_changed');
      // The second is the control: a server that it reaches has not just gone away. The third is sent when what we answered was taken.
      await client.request('ping');
      await client.request('ping');
      await within(QUICK_MS, client.taken());
      await client.request('ping');
      await callFixture(context, LISTING);
    },
  },
  {
    id: 'roots.ask',
    title: 'calls tools that ask for the roots, of which there is one that no machine has',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      await callFixture(context, LISTING);
      for (const uri of FILES) await callFixture(context, BOUNDED, { uri });
    },
  },
];
