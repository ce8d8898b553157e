import { expect, test } from 'vitest';
import { Composer } from '../../examples/engine/compose.ts';
import { eventsOf } from './kinds.ts';
import { viewsOf } from './view.ts';

test('events of one kind are those of the view, in order', () => {
  const two = new Composer('stdio')
    .established('2025-11-25')
    .stderr('one')
    .established('2026-07-28')
    .stderr('another')
    .on(1)
    .stderr('two')
    .shutdown();
  const [newest, oldest] = viewsOf(two.transcript());
  const words = (view = newest) =>
    view === undefined ? [] : eventsOf(view, 'line').flatMap(({ stream, text }) => (stream === 'stderr' ? [text] : []));
  expect([newest?.revision, words(newest)]).toEqual(['2026-07-28', ['another']]);
  expect([oldest?.revision, words(oldest)]).toEqual(['2025-11-25', ['one', 'two']]);
  expect([newest, oldest].map((view) => view && eventsOf(view, 'exit').length)).toEqual([0, 1]);
  expect(newest && eventsOf(newest, 'request')).toEqual([]);
});
