/** specification/completion.md */
import { token } from './engine/ids.ts';
import type { Learned, Probe } from './engine/probe.ts';
import type { JsonObject } from './engine/reply.ts';
import { argumentNames } from './prompts/arguments.ts';

/** Prompts and templates of which an argument is completed, of each this many. */
const MOST = 2;

/** The variables of a URI template: what stands in its braces, without operators and modifiers. */
const variablesOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{[+#./;?&]?([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((each) => each.replace(/(:\d+|\*)$/, '')),
  );

interface Asked {
  readonly ref: JsonObject;
  readonly name: string;
}

/** What can be completed of what was listed. */
function askable({ prompts, templates }: Learned): readonly Asked[] {
  const ofPrompts = prompts.flatMap((prompt) =>
    argumentNames(prompt)
      .slice(0, 1)
      .map((name) => ({ ref: { type: 'ref/prompt', name: prompt.name }, name })),
  );
  const ofTemplates = templates.flatMap(({ uriTemplate: uri }) =>
    (typeof uri === 'string' ? variablesOf(uri) : [])
      .slice(0, 1)
      .map((name) => ({ ref: { type: 'ref/resource', uri }, name })),
  );
  return [...ofPrompts.slice(0, MOST), ...ofTemplates.slice(0, MOST)];
}

const unknownPrompt = (seed: string): JsonObject => ({
  type: 'ref/prompt',
  name: `accord-no-such-prompt-${token(seed, 'completion')}`,
});

const complete = 'completion/complete';

export const probes: readonly Probe[] = [
  {
    id: 'completion.complete',
    title: 'asks for every value that the first arguments of prompts and templates could take',
    risk: 'read-only-call',
    needs: 'completions',
    async run({ client, learned, skip }) {
      const asked = askable(learned);
      if (asked.length === 0) skip('not-exercised', 'no prompt and no template takes an argument');
      for (const { ref, name } of asked) {
        const { ended } = await client.request(complete, { ref, argument: { name, value: '' } });
        if (ended) return;
      }
    },
  },
  {
    id: 'completion.refused',
    title: 'asks for completions of a prompt that does not exist, without an argument, and of a value that is no text',
    risk: 'read-only-call',
    needs: 'completions',
    async run({ client, learned, seed }) {
      const [known = { ref: unknownPrompt(seed), name: 'any' }] = askable(learned);
      const requests: readonly JsonObject[] = [
        { ref: unknownPrompt(seed), argument: { name: known.name, value: '' } },
        { ref: known.ref },
        { ref: known.ref, argument: { name: known.name, value: {} } },
      ];
      for (const params of requests) if ((await client.request(complete, params)).ended) return;
    },
  },
  {
    id: 'completion.undeclared',
    title: 'asks a server that declares no completions for one',
    risk: 'read-only-call',
    async run({ client, capabilities, learned, seed }) {
      if (Object.hasOwn(capabilities, 'completions')) return;
      const [{ ref, name } = { ref: unknownPrompt(seed), name: 'any' }] = askable(learned);
      await client.request(complete, { ref, argument: { name, value: '' } });
    },
  },
];
