/** Conversations about work in steps, which several topics look at. */
import { eraOf, type Revision } from '../../catalogue/requirement.ts';
import { Composer, complete } from './compose.ts';

const progress = (progressToken: string) => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken, progress: 0, total: 6 },
});

const counted = (revision: Revision, steps: number) => {
  const result = { content: [{ type: 'text', text: String(steps) }] };
  return { result: eraOf(revision) === 'stateless' ? complete(result) : result };
};

const works = (job: string, steps: number) => ({ name: 'work_in_steps', arguments: { job, steps } });

/** A job that is done to its end. */
export const worked = (composer: Composer, revision: Revision, job: string, steps: number): Composer =>
  composer.call('tools/call', works(job, steps), counted(revision, steps));

/** How many steps of it are done. */
export const count = (composer: Composer, revision: Revision, job: string, steps: number): Composer =>
  composer.call('tools/call', { name: 'steps_done', arguments: { job } }, counted(revision, steps));

export const began = (transport: 'stdio' | 'streamable-http', revision: Revision): Composer => {
  const composer = new Composer(transport);
  if (eraOf(revision) === 'session' && transport !== 'stdio') composer.session('b1a7c0de-5e55-4104-8000-0123456789ab');
  return composer.established(revision, { tools: {} });
};

/** A job that is given up after its first step; in between another one is done to its end, and each is counted. */
export function givenUp(
  transport: 'stdio' | 'streamable-http',
  revision: Revision,
  how: 'by a notification' | 'by closing the stream',
  later: number,
): Composer {
  const composer = began(transport, revision);
  worked(composer, revision, 'first', 6);
  count(composer, revision, 'first', 6);
  const meta = { progressToken: 'p-given-up' };
  if (transport === 'stdio') {
    composer.call('tools/call', works('given-up', 6), undefined, { id: 'given-up', meta });
    composer.received(progress('p-given-up'));
  } else {
    composer.stream({ method: 'tools/call', params: works('given-up', 6), id: 'given-up' }, { meta });
    composer.told(progress('p-given-up'));
  }
  const stream = composer.exchangeNumber;
  if (how === 'by closing the stream') composer.left(stream);
  else composer.notify('notifications/cancelled', { requestId: 'given-up', reason: 'The user pressed Stop' });
  count(composer, revision, 'given-up', 1);
  if (how === 'by a notification' && transport !== 'stdio') composer.over(stream);
  worked(composer, revision, 'other', 7);
  return count(composer, revision, 'given-up', later);
}

/** Two jobs at once over stdio, each counted by its name. */
export function together(revision: Revision): Composer {
  const composer = worked(began('stdio', revision), revision, 'alone', 4);
  composer.call('tools/call', works('one', 3), undefined, { id: 'one' });
  composer.call('tools/call', works('other', 2), undefined, { id: 'other' });
  composer.received({ jsonrpc: '2.0', id: 'other', ...counted(revision, 2) });
  composer.received({ jsonrpc: '2.0', id: 'one', ...counted(revision, 3) });
  return count(count(composer, revision, 'one', 3), revision, 'other', 2);
}
