/** specification/logging.md */
import { ENROLS, SECRET, SIGNS_IN } from '../judge/engine/fixture.ts';
import { callTool } from './engine/call.ts';
import { control } from './engine/changing.ts';
import { META } from './engine/client.ts';
import { firstListOf } from './engine/establish.ts';
import { callFixture, fixtureCall, hasFixture } from './engine/fixtures.ts';
import { token } from './engine/ids.ts';
import type { Probe } from './engine/probe.ts';
import { standing } from './engine/standing.ts';
import { talkativeTools } from './engine/talkative.ts';

/** The tool of the fixture contract that logs while it runs. */
const LOGGING_TOOL = 'test_tool_with_logging';
/** Tools of the fixture contract that log, that of several levels first. */
const LEVELLED_TOOLS = ['test_logging_tool', LOGGING_TOOL];
/** No more tools than this are called for what they log. */
const MOST_CALLS = 3;
const UNKNOWN_LEVEL = 'accord-no-such-level';

export const probes: readonly Probe[] = [
  {
    id: 'logging.silence',
    title: 'makes a request that asks for no log messages, of a tool that logs where there is one',
    risk: 'tool-call',
    eras: ['stateless'],
    needs: 'logging',
    async run({ client, learned, fixture }) {
      const logs = fixture && learned.tools.some(({ name }) => name === LOGGING_TOOL);
      if (logs) await client.request('tools/call', { name: LOGGING_TOOL, arguments: {} });
      else await client.request('server/discover');
    },
  },
  {
    id: 'logging.set-level',
    title:
      'has a tool log under one level after the other: twice a talkative one, twice a graver one, and the first again',
    risk: 'fixture',
    eras: ['session'],
    needs: 'logging',
    async run(context) {
      const { client, learned, fixture, skip } = context;
      const names = learned.tools.map(({ name }) => name);
      const [name] = LEVELLED_TOOLS.filter((each) => names.includes(each));
      if (!fixture || name === undefined)
        return skip('needs-fixture', `the subject has no tool \`${LEVELLED_TOOLS[0]}\``);
      // Before any other level is set: one that is stuck from the beginning shows nothing. Each of the first two
      // twice: a tool may log a thing once, and no more.
      for (const level of ['debug', 'debug', 'error', 'error', 'debug', 'warning', 'info']) {
        await client.request('logging/setLevel', { level });
        await client.request('tools/call', { name, arguments: {} });
      }
    },
  },
  {
    id: 'logging.level',
    title:
      'asks for grave log messages alone, listens where a session has a stream for that, and calls tools that only read',
    risk: 'read-only-call',
    async run(context) {
      const { client, capabilities, skip } = context;
      const sets = client.era === 'session' && Object.hasOwn(capabilities, 'logging');
      const listening = sets && client.session !== undefined ? await standing(client) : undefined;
      if (sets) await client.request('logging/setLevel', { level: 'error' });
      // What comes on that stream after this answer cannot have crossed that of the level.
      if (listening !== undefined) await control(client);
      const tools = talkativeTools(context, /\blog/i).slice(0, MOST_CALLS);
      if (tools.length === 0) skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      const meta = client.era === 'stateless' ? { [`${META}logLevel`]: 'error' } : {};
      for (const tool of tools) if (!client.ended) await callTool(context, tool, meta);
      if (listening !== undefined) {
        await control(client);
        client.abort(listening);
      }
      if (sets) await client.request('logging/setLevel', { level: 'info' });
    },
  },
  {
    id: 'logging.invalid-level',
    title: 'asks for a log level that does not exist, after one that does',
    risk: 'list-only',
    needs: 'logging',
    async run({ client, capabilities, skip }) {
      // A harmless request, to ask with a level.
      const listing = firstListOf(capabilities);
      if (client.era === 'stateless' && listing === undefined) {
        return skip('not-exercised', 'the subject serves nothing that could be asked for with a log level');
      }
      for (const level of ['info', UNKNOWN_LEVEL]) {
        if (client.era === 'session') await client.request('logging/setLevel', { level });
        else if (listing !== undefined) await client.request(listing, {}, { meta: { [`${META}logLevel`]: level } });
      }
    },
  },
  {
    id: 'logging.secret',
    title: 'gives a secret to a tool that logs what it does with it',
    risk: 'fixture',
    needs: 'logging',
    async run(context) {
      const { client, seed, skip } = context;
      if (!hasFixture(context)) return;
      const call = fixtureCall(context, SIGNS_IN, { word: `${SECRET}${token(seed, 'secret')}` });
      if (call === undefined) return skip('needs-fixture', `the tool ${SIGNS_IN}`);
      if (client.era === 'session') await client.request('logging/setLevel', { level: 'info' });
      const meta = client.era === 'stateless' ? { [`${META}logLevel`]: 'info' } : {};
      await client.request(call.method, call.params, { meta });
    },
  },
  {
    id: 'logging.personal',
    title: 'gives an e-mail address to a tool that asks its user for one and logs what it does with it',
    risk: 'fixture',
    needs: 'logging',
    async run(context) {
      const { learned, skip } = context;
      if (!hasFixture(context)) return;
      if (!learned.tools.some(({ name }) => name === ENROLS)) return skip('needs-fixture', `the tool ${ENROLS}`);
      const client = await context.declaring('all');
      if (client === undefined || client.ended) return;
      if (client.era === 'session') await client.request('logging/setLevel', { level: 'info' });
      await callFixture(
        context,
        ENROLS,
        {},
        client.era === 'stateless' ? { meta: { [`${META}logLevel`]: 'info' } } : {},
      );
    },
  },
];
