import { expect, it } from 'vitest';
import { post } from './post.ts';

const HOOK = 'https://hooks.example/secret';

it('sends the message as JSON', async () => {
  const sent: RequestInit[] = [];
  const taken: typeof fetch = async (_url, init) => {
    sent.push(init ?? {});
    return new Response('ok');
  };
  expect(await post(HOOK, { text: 'a' }, taken)).toBeNull();
  expect(sent[0]).toMatchObject({ method: 'POST', body: '{"text":"a"}', redirect: 'error' });
});

it.each([
  ['is no address', 'slack', async () => new Response(''), 'the webhook is no address'],
  ['is refused', HOOK, async () => new Response('', { status: 404 }), 'it answered 404'],
  ['cannot be reached', HOOK, () => Promise.reject(new TypeError(`fetch failed: ${HOOK}`)), 'it cannot be reached'],
])('says why, without the address, when the webhook %s', async (_what, hook, ask, why) => {
  expect(await post(hook, {}, ask)).toBe(why);
});
