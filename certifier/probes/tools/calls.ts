/** specification/tools.md, calls. */
import { argumentsFor } from '../engine/arguments.ts';
import { callTool, type Planned } from '../engine/call.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { JsonObject } from '../engine/reply.ts';
import { QUICK_MS, within } from '../engine/within.ts';

/** No more tools than this are called without having been named. */
const MOST_CALLS = 12;

/** Tools of the fixture contract that do nothing but answer; called whether or not they declare that they only read. */
const FIXTURE_TOOLS = new Set([
  'test_simple_text',
  'test_image_content',
  'test_audio_content',
  'test_embedded_resource',
  'test_multiple_content_types',
  'test_error_handling',
]);

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const readsOnly = ({ annotations }: JsonObject): boolean =>
  isObject(annotations) && annotations.readOnlyHint === true;
/** 2025-11-25: such a tool answers only to a client that knows tasks. */
const needsTask = ({ execution }: JsonObject): boolean => isObject(execution) && execution.taskSupport === 'required';

/** Tools that may be called, those with structured results first; the arguments of each that we can make some for. */
export function plannedCalls({ learned, allowTools, fixture, seed }: ProbeContext): readonly Planned[] {
  const planned: Planned[] = [];
  const plan = (tool: JsonObject, given?: unknown): void => {
    const { name, inputSchema: schema } = tool;
    const args = isObject(given) ? given : argumentsFor(schema, seed);
    if (typeof name !== 'string' || args === undefined || planned.some((each) => each.name === name)) return;
    planned.push({ name, args, schema });
  };
  for (const { name, arguments: given } of allowTools) {
    plan(learned.tools.find((tool) => tool.name === name) ?? { name, inputSchema: { type: 'object' } }, given);
  }
  const named = planned.length;
  const harmless = learned.tools.filter(
    (tool) => !needsTask(tool) && (readsOnly(tool) || (fixture && FIXTURE_TOOLS.has(String(tool.name)))),
  );
  const structured = (tool: JsonObject): number => (tool.outputSchema === undefined ? 1 : 0);
  for (const tool of [...harmless].sort((a, b) => structured(a) - structured(b))) {
    if (planned.length - named === MOST_CALLS) break;
    plan(tool);
  }
  return planned;
}

export const probes: readonly Probe[] = [
  {
    id: 'tools.call',
    title: 'calls tools that declare that they only read, and those that were allowed by name',
    risk: 'tool-call',
    needs: 'tools',
    async run(context) {
      const { skip, leave, learned } = context;
      const planned = plannedCalls(context);
      if (planned.length === 0) {
        const some = learned.tools.some(readsOnly);
        skip(
          'needs-opt-in',
          some ? 'no arguments could be made for a read-only tool' : 'no tool declares readOnlyHint',
        );
        return;
      }
      // Those that only read go out at once, so that a slow one holds up nothing. What else was allowed is called one by one.
      const allowed = new Set(context.allowTools.map(({ name }) => name));
      const calls = Promise.all(
        planned.filter(({ name }) => !allowed.has(name)).map((each) => callTool(context, each)),
      );
      leave(calls);
      await (allowed.size === 0 ? within(QUICK_MS, calls) : calls);
      for (const each of planned) if (allowed.has(each.name) && !context.client.ended) await callTool(context, each);
    },
  },
];
