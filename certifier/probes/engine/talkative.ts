/** Tools that can be called without harm and seem to say something while they work. */
import { argumentsFor } from './arguments.ts';
import type { Planned } from './call.ts';
import type { ProbeContext } from './probe.ts';
import type { JsonObject } from './reply.ts';

const FIXTURE_TOOLS: ReadonlySet<unknown> = new Set(['test_tool_with_progress', 'test_tool_with_logging']);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tools that only read and need no task, those first whose name or description speaks of it; each with arguments made for it. */
export function talkativeTools(
  { learned, allowTools, fixture, seed }: ProbeContext,
  speaksOf = /progress|stream|log/i,
): readonly Planned[] {
  const talks = ({ name, description }: JsonObject): boolean => speaksOf.test(`${name} ${description}`);
  const harmless = learned.tools.filter(
    ({ name, annotations, execution }) =>
      !(isObject(execution) && execution.taskSupport === 'required') &&
      ((isObject(annotations) && annotations.readOnlyHint === true) ||
        (fixture && FIXTURE_TOOLS.has(name)) ||
        allowTools.some((allowed) => allowed.name === name && allowed.arguments === undefined)),
  );
  return [...harmless.filter(talks), ...harmless.filter((tool) => !talks(tool))].flatMap(({ name, inputSchema }) => {
    const args = argumentsFor(inputSchema, seed);
    return typeof name === 'string' && args !== undefined ? [{ name, args, schema: inputSchema }] : [];
  });
}
