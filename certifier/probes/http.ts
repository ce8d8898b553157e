/** specification/http.md */
import type { HeaderEdits } from './engine/client.ts';
import { UNKNOWN_VERSION } from './engine/establish.ts';
import { token } from './engine/ids.ts';
import type { Probe, ProbeContext } from './engine/probe.ts';
import type { Reply } from './engine/reply.ts';
import { callTalkative, talkativeTools } from './engine/talkative.ts';

/** A site that cannot exist: RFC 6761 keeps the domain `invalid` free for ever. */
const FOREIGN_ORIGIN = 'https://accord.invalid';
/** How long a GET may take to say that it opens a stream. */
const OPENS_WITHIN_MS = 1000;
/** No more tools than this are tried for one that streams. */
const MOST_CALLS = 3;

/** A request that every subject answers: the twin, and what is sent again with a defect. */
const plain = ({ client }: ProbeContext, headers: HeaderEdits = {}): Promise<Reply> =>
  client.request(client.era === 'session' ? 'ping' : 'server/discover', {}, { headers });

/** The same request, first as it should be and then with these headers. */
async function withAndWithout(context: ProbeContext, ...defects: readonly HeaderEdits[]): Promise<void> {
  await plain(context);
  for (const headers of defects) await plain(context, headers);
}

const isStream = ({ headers }: Reply): boolean => /^text\/event-stream/i.test(headers?.get('content-type') ?? '');

export const probes: readonly Probe[] = [
  {
    id: 'http.traffic',
    title: 'reads the answers to all requests of the other probes',
    risk: 'list-only',
    transports: ['streamable-http'],
  },
  {
    id: 'http.stream',
    title: 'calls a tool that only reads, and asks to hear of its progress',
    risk: 'read-only-call',
    transports: ['streamable-http'],
    async run(context) {
      const { seed, skip } = context;
      const tools = talkativeTools(context).slice(0, MOST_CALLS);
      if (tools.length === 0) return skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      for (const tool of tools) {
        const reply = await callTalkative(context, tool, { progressToken: token(seed, `progress/${tool.name}`) });
        if (isStream(reply) || reply.message === undefined) return;
      }
    },
  },
  {
    id: 'http.get',
    title: 'opens a stream with GET, and closes it once another request was answered',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    async run(context) {
      const { client } = context;
      await plain(context);
      const stream = await client.fetch(
        'GET',
        { Accept: 'text/event-stream' },
        { opened: true, timeout: OPENS_WITHIN_MS },
      );
      // What belongs to the stream has come when this is answered.
      await plain(context);
      client.abort(stream);
    },
  },
  {
    id: 'http.origin',
    title: 'sends a request as a page of a foreign site would',
    risk: 'list-only',
    transports: ['streamable-http'],
    run: (context) => withAndWithout(context, { Origin: FOREIGN_ORIGIN }),
  },
  {
    id: 'http.headers',
    title: 'leaves out, changes and respells the headers that repeat the body',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['stateless'],
    async run(context) {
      await withAndWithout(
        context,
        { 'Mcp-Method': null },
        { 'Mcp-Method': 'tools/list' },
        { 'MCP-Protocol-Version': UNKNOWN_VERSION },
        { 'mcp-protocol-version': context.client.revision, 'mcp-method': 'server/discover' },
        { 'MCP-PROTOCOL-VERSION': context.client.revision, 'MCP-METHOD': 'server/discover' },
      );
      const uri = context.learned.resources.find((resource) => typeof resource.uri === 'string')?.uri;
      if (typeof uri !== 'string') return;
      const read = (headers: HeaderEdits): Promise<Reply> =>
        context.client.request('resources/read', { uri }, { headers });
      if ((await read({})).result === undefined) return;
      await read({ 'Mcp-Name': null });
      await read({ 'Mcp-Name': `accord:${token(context.seed, 'name')}` });
    },
  },
  {
    id: 'http.version-header',
    title: 'names a version in the header that nobody speaks',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    run: (context) => withAndWithout(context, { 'MCP-Protocol-Version': UNKNOWN_VERSION }),
  },
  {
    id: 'http.session-id',
    title: 'leaves out the session id that was assigned',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    async run(context) {
      if (context.client.session === undefined)
        return context.skip('not-exercised', 'the subject assigned no session id');
      await withAndWithout(context, { 'Mcp-Session-Id': null });
    },
  },
  {
    id: 'http.session-end',
    title: 'opens another session, ends it, and comes back',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['session'],
    async run({ client: { session }, open, skip }) {
      if (session === undefined) return skip('not-exercised', 'the subject assigned no session id');
      const client = await open('a session to end');
      if (client?.session === undefined) return skip('not-exercised', 'the subject did not open another session');
      await client.request('ping');
      const { status = 0 } = await client.fetch('DELETE');
      if (status >= 200 && status < 300) await client.request('ping');
      else skip('not-exercised', `the subject does not let clients end sessions (status ${status})`);
      // It is over: nothing is left to end.
      if (status >= 200 && status < 300) client.session = undefined;
    },
  },
];
