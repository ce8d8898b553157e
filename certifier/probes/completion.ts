/** specification/completion.md */
import type { Probe } from './engine/probe.ts';
import { argumentNames } from './prompts/arguments.ts';

/** Prompts and templates of which an argument is completed, of each this many. */
const MOST = 2;

/** The variables of a URI template: what stands in its braces, without operators and modifiers. */
const variablesOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{[+#./;?&]?([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((each) => each.replace(/(:\d+|\*)$/, '')),
  );

export const probes: readonly Probe[] = [
  {
    id: 'completion.complete',
    title: 'asks for every value that the first arguments of prompts and templates could take',
    risk: 'read-only-call',
    needs: 'completions',
    async run({ client, learned, skip }) {
      const ofPrompts = learned.prompts.flatMap((prompt) =>
        argumentNames(prompt)
          .slice(0, 1)
          .map((name) => ({ ref: { type: 'ref/prompt', name: prompt.name }, name })),
      );
      const ofTemplates = learned.templates.flatMap(({ uriTemplate: uri }) =>
        (typeof uri === 'string' ? variablesOf(uri) : [])
          .slice(0, 1)
          .map((name) => ({ ref: { type: 'ref/resource', uri }, name })),
      );
      const asked = [...ofPrompts.slice(0, MOST), ...ofTemplates.slice(0, MOST)];
      if (asked.length === 0) skip('not-exercised', 'no prompt and no template takes an argument');
      for (const { ref, name } of asked) {
        const { ended } = await client.request('completion/complete', { ref, argument: { name, value: '' } });
        if (ended) return;
      }
    },
  },
];
