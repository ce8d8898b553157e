/** specification/tools.md, errors. */
import { callTool, type Planned } from '../engine/call.ts';
import { token } from '../engine/ids.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import { QUICK_MS, within } from '../engine/within.ts';
import { isObject, plannedCalls, readsOnly } from './calls.ts';

/** So many tools at most: each may look at its arguments by itself. */
const MOST_INCOMPLETE = 3;

/** Read-only tools that need an argument, called without any: what they need cannot be left out. */
function incomplete(context: ProbeContext): readonly Planned[] {
  const harmless = new Set(context.learned.tools.filter(readsOnly).map(({ name }) => name));
  const needy = ({ schema }: Planned): boolean => {
    const { required, properties } = isObject(schema) ? schema : {};
    const hasDefault = (name: unknown): boolean => {
      const property = isObject(properties) ? properties[String(name)] : undefined;
      return isObject(property) && 'default' in property;
    };
    return Array.isArray(required) && required.some((name) => !hasDefault(name));
  };
  return plannedCalls(context)
    .filter((planned) => harmless.has(planned.name) && needy(planned))
    .slice(0, MOST_INCOMPLETE)
    .map((found) => ({ ...found, args: {} }));
}

export const probes: readonly Probe[] = [
  {
    id: 'tools.call-incomplete',
    title: 'calls tools that only read without the arguments that they require, and one by no name',
    risk: 'read-only-call',
    needs: 'tools',
    async run(context) {
      const planned = incomplete(context);
      if (planned.length === 0) context.skip('not-exercised', 'no tool that only reads requires an argument');
      for (const each of planned) if (!context.client.ended) await callTool(context, each);
      if (!context.client.ended) await context.client.request('tools/call', { arguments: {} });
    },
  },
  {
    id: 'tools.call-case',
    title: 'calls a tool that only reads, then by its name in other letters',
    risk: 'read-only-call',
    needs: 'tools',
    async run(context) {
      const { learned, skip } = context;
      const names = new Set(learned.tools.map(({ name }) => name));
      const harmless = new Set(learned.tools.filter(readsOnly).map(({ name }) => name));
      const otherCase = (name: string): string =>
        name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
      const found = plannedCalls(context).find(({ name }) => harmless.has(name) && !names.has(otherCase(name)));
      if (found === undefined) return skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      await callTool(context, found);
      if (!context.client.ended) await callTool(context, { ...found, name: otherCase(found.name) });
    },
  },
  {
    id: 'tools.call-unknown',
    title: 'calls a tool that does not exist',
    risk: 'read-only-call',
    needs: 'tools',
    async run({ client, seed, settled }) {
      // What a server says of its own accord after the answer shows only while no other request is under way.
      await within(QUICK_MS, settled());
      await client.request('tools/call', { name: `accord-no-such-tool-${token(seed, 'tool')}`, arguments: {} });
    },
  },
];
