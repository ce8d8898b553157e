/** specification/logging.md: where and when log messages of a request come, in the stateless era. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { discovery, leave, listen, tell } from '../subscriptions/conversations.ts';

const meta = { 'io.modelcontextprotocol/logLevel': 'info' };
const log = (data: string) => ({
  jsonrpc: '2.0',
  method: 'notifications/message',
  params: { level: 'info', logger: 'jobs', data },
});
const done = { result: complete({ content: [{ type: 'text', text: 'Done' }] }) };
const build = { name: 'build', arguments: {} };
const deploy = { name: 'deploy', arguments: {} };

const http = (): Composer => new Composer('streamable-http').established('2026-07-28', { logging: {}, tools: {} });
const answer = (id: string) => ({ jsonrpc: '2.0', id, ...done });

export const examples: Examples = {
  'logging.message.before-response': () =>
    http()
      .call('tools/call', build, done, { meta, stream: [log('Compiling')] })
      .call('server/discover', {}, discovery),
  'logging.stream.own-request': () => {
    const composer = http()
      .call('tools/call', build, done, { meta, stream: [log('Compiling')] })
      .call('tools/call', deploy, done, { meta, stream: [log('Copying'), log('Switching over')] })
      .stream({ method: 'tools/call', params: build, id: 'build' }, { meta });
    const first = composer.exchangeNumber;
    composer.stream({ method: 'tools/call', params: deploy, id: 'deploy' }, { meta }).told(log('Copying'));
    return composer
      .told(log('Switching over'))
      .told(answer('deploy'))
      .over()
      .told(log('Compiling'), first)
      .told(answer('build'), first)
      .over(first);
  },
  'logging.stream.not-on-subscription': () => {
    const composer = new Composer('stdio').established('2026-07-28', { logging: {}, tools: { listChanged: true } });
    listen(composer, 'watch', { toolsListChanged: true });
    composer.call('tools/call', build, undefined, { id: 'build', meta }).received(log('Compiling'));
    return leave(composer.received(answer('build')).received(tell('tools/list_changed', 'watch')), 'watch');
  },
};
