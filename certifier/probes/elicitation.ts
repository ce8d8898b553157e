/** specification/elicitation.md */
import { converse } from './engine/asking.ts';
import { callFixture, hasFixture } from './engine/fixtures.ts';
import { mirroredHeaders } from './engine/mirrored.ts';
import type { Probe, ProbeContext } from './engine/probe.ts';
import { plannedCalls } from './tools/calls.ts';

/** Tools of the contract that show a form, each with its arguments. */
const FORMS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['test_elicitation', { message: 'Please answer' }],
  ['test_elicitation_sep1034_defaults', {}],
  ['test_elicitation_sep1330_enums', {}],
  ['test_input_required_result_elicitation', {}],
];
/** Those whose result says what the user answered. */
const REPEATING = FORMS.filter(([name]) => name === 'test_elicitation' || name.startsWith('test_input_required'));

const PAGE = 'test_elicitation_url';
const PAGE_REQUIRED = 'test_elicitation_url_required';

/** What a tool is called or says of itself where it may ask its client something. */
const ASKS = /elicit|sampl|\broots?\b|\bask|confirm|\binput\b|prompts? the user/i;
/** No more of those are called than this. */
const MOST_CALLS = 3;

/** Tools that may be called without the contract and look as if they asked something. Those that were allowed by name count. */
const talkers = (context: ProbeContext) => {
  const allowed = new Set(context.allowTools.map(({ name }) => name));
  const described = new Map(context.learned.tools.map(({ name, description }) => [name, `${name} ${description}`]));
  return plannedCalls(context)
    .filter(({ name }) => allowed.has(name) || ASKS.test(described.get(name) ?? name))
    .slice(0, Math.max(MOST_CALLS, allowed.size));
};

export const probes: readonly Probe[] = [
  {
    id: 'elicitation.ask',
    title: 'calls tools that may ask their user something, as a client that answers',
    risk: 'tool-call',
    needs: 'tools',
    async run(context) {
      const { client, fixture, skip } = context;
      const found = talkers(context);
      if (!fixture && found.length === 0)
        skip('needs-fixture', 'no tool that may be called says that it asks its user something');
      for (const { name, args, schema } of found) {
        const headers = client.era === 'stateless' ? mirroredHeaders(schema, args) : {};
        await converse(context, { method: 'tools/call', params: { name, arguments: args } }, { headers });
      }
      for (const [name, args] of FORMS) await callFixture(context, name, args);
    },
  },
  {
    id: 'elicitation.refuse',
    title: 'calls tools that ask their user, who declines, cancels and gives answers that do not fit',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      for (const form of ['decline', 'cancel', 'misfit'] as const) {
        for (const [name, args] of REPEATING) await callFixture(context, name, args, { manner: { form } });
      }
    },
  },
  {
    id: 'elicitation.modes',
    title: 'calls tools that ask in either mode, as a client that has forms alone',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      await callFixture(context, PAGE, {}, { declared: 'least' });
      await callFixture(context, 'test_elicitation', { message: 'Please answer' }, { declared: 'least' });
    },
  },
  {
    id: 'elicitation.pages',
    title: 'calls tools that send their user to a page',
    risk: 'fixture',
    needs: 'tools',
    async run(context) {
      if (!hasFixture(context)) return;
      await callFixture(context, PAGE);
      await callFixture(context, PAGE);
      await callFixture(context, PAGE_REQUIRED);
    },
  },
];
