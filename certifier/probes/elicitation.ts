/** specification/elicitation.md */
import { converse } from './engine/asking.ts';
import type { Planned } from './engine/call.ts';
import { callFixture, hasFixture } from './engine/fixtures.ts';
import { mirroredHeaders } from './engine/mirrored.ts';
import type { Probe, ProbeContext } from './engine/probe.ts';
import { listens } from './engine/standing.ts';
import { plannedCalls } from './tools/calls.ts';

/** Tools of the contract that show a form, each with its arguments. */
const FORMS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['test_elicitation', { message: 'Please answer' }],
  ['test_elicitation_sep1034_defaults', {}],
  ['test_elicitation_sep1330_enums', {}],
  ['test_input_required_result_elicitation', {}],
];
/** Those that show what forms have had since 2025-11-25: in an earlier session they could ask for nothing that is defined there. */
const LATER: ReadonlySet<string> = new Set(['test_elicitation_sep1034_defaults', 'test_elicitation_sep1330_enums']);
const isOfNow = ({ client }: ProbeContext, name: string): boolean => client.agreed >= '2025-11-25' || !LATER.has(name);
/** Those whose result says what the user answered. */
const REPEATING = FORMS.filter(([name]) => name === 'test_elicitation' || name.startsWith('test_input_required'));

const PAGE = 'test_elicitation_url';
const PAGE_REQUIRED = 'test_elicitation_url_required';

/** What a tool is called or says of itself where it may ask its client something. */
const ASKS = /elicit|sampl|\broots?\b|\bask|confirm|\binput\b|prompts? the user/i;
/** No more tools than this are called that were not allowed by name: any may ask, those first that look like it. */
const MOST_CALLS = 3;

/** Tools that may be called without the contract. Those that were allowed by name count. */
const talkers = (context: ProbeContext) => {
  const allowed = new Set(context.allowTools.map(({ name }) => name));
  const described = new Map(context.learned.tools.map(({ name, description }) => [name, `${name} ${description}`]));
  const silence = (name: string): number => (ASKS.test(described.get(name) ?? name) ? 0 : 1);
  const planned = plannedCalls(context);
  const others = planned
    .filter(({ name }) => !allowed.has(name) && isOfNow(context, name))
    .sort((a, b) => silence(a.name) - silence(b.name));
  return [...planned.filter(({ name }) => allowed.has(name)), ...others.slice(0, MOST_CALLS)];
};

async function ask(context: ProbeContext, tools: readonly Planned[]): Promise<void> {
  for (const { name, args, schema } of tools) {
    const headers = context.client.era === 'stateless' ? mirroredHeaders(schema, args) : {};
    await converse(context, { method: 'tools/call', params: { name, arguments: args } }, { headers });
  }
}

/**
 * In a session over HTTP a server tells on a stream of its own that a page is done, after the call that asked for it: the client that is
 * asked listens there, and so does another that has pages, too, and should hear nothing. Gives what waits until all that was sent has come.
 */
async function listening(context: ProbeContext): Promise<() => Promise<void>> {
  const { era, agreed, wire } = context.client;
  if (era !== 'session' || agreed < '2025-11-25' || wire.transport === 'stdio') return async () => {};
  const all = [await context.declaring('all'), await context.declaring('pages')];
  const clients = all.filter((each) => each !== undefined);
  await Promise.all(clients.map(listens));
  return async () => {
    for (const each of clients) await each.request('ping');
  };
}

export const probes: readonly Probe[] = [
  {
    id: 'elicitation.ask',
    title: 'calls tools that may ask their user something, as a client that answers',
    risk: 'tool-call',
    needs: 'tools',
    async run(context) {
      const { fixture, leave, skip } = context;
      const found = talkers(context);
      if (!fixture && found.length === 0)
        skip('needs-fixture', 'no tool may be called that could ask its user something');
      const asked = ask(context, found);
      leave(asked);
      if (!fixture) return;
      await asked;
      for (const [name, args] of FORMS) if (isOfNow(context, name)) await callFixture(context, name, args);
    },
  },
  {
    id: 'elicitation.refuse',
    title: 'calls tools that ask their user, who declines and cancels, pages too, and gives answers that do not fit',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      for (const form of ['decline', 'cancel', 'misfit'] as const) {
        for (const [name, args] of REPEATING) await callFixture(context, name, args, { manner: { form } });
        if (form !== 'misfit') await callFixture(context, PAGE, {}, { manner: { form } });
      }
    },
  },
  {
    id: 'elicitation.modes',
    title: 'calls tools that ask in either mode, as a client that has forms alone and as one that has pages alone',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      await callFixture(context, PAGE, {}, { declared: 'least' });
      await callFixture(context, 'test_elicitation', { message: 'Please answer' }, { declared: 'least' });
      // Before there were pages, whoever could be asked had forms.
      if (context.client.agreed < '2025-11-25') return;
      await callFixture(context, PAGE, {}, { declared: 'pages' });
      await callFixture(context, 'test_elicitation', { message: 'Please answer' }, { declared: 'pages' });
    },
  },
  {
    id: 'elicitation.pages',
    title: 'calls tools that send their user to a page, and listens for what is said of it, also as another client',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      const heard = await listening(context);
      await callFixture(context, PAGE);
      await callFixture(context, PAGE);
      await callFixture(context, PAGE_REQUIRED);
      await heard();
    },
  },
];
