/** specification/resources.md, subscriptions. */
import { Composer } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { resources, uri } from './samples.ts';

const watched = () =>
  new Composer('stdio')
    .established('2025-11-25', { resources: { subscribe: true } })
    .call('resources/list', {}, { result: { resources } })
    .call('resources/subscribe', { uri }, { result: {} })
    .call('resources/unsubscribe', { uri }, { result: {} });

export const examples: Examples = {
  'resources.subscribe.answered': watched,
  'resources.unsubscribe.answered': watched,
};
