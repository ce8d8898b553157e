/** specification/prompts.md */
import { token } from './engine/ids.ts';
import type { Probe } from './engine/probe.ts';
import type { JsonObject } from './engine/reply.ts';
import { walkOnTwo } from './engine/walk.ts';

/** Prompts that are tried before we give up finding one that is given. */
const MOST_GETS = 3;

/** Arguments that the prompt declares; those of prompts are strings, and nothing says what stands in them. */
export const argumentNames = (prompt: JsonObject, onlyRequired = false): readonly string[] =>
  (Array.isArray(prompt.arguments) ? prompt.arguments : [])
    .filter((each): each is JsonObject => typeof each === 'object' && each !== null)
    .filter(({ required }) => !onlyRequired || required === true)
    .map(({ name }) => name)
    .filter((name) => typeof name === 'string');

const undemanding = (a: JsonObject, b: JsonObject): number =>
  argumentNames(a, true).length - argumentNames(b, true).length;

export const probes: readonly Probe[] = [
  {
    id: 'prompts.list',
    title: 'walks the prompt list on two connections, and once more on the first',
    risk: 'list-only',
    async run(context) {
      context.learned.prompts = await walkOnTwo(context, 'prompts', 'prompts/list');
    },
  },
  {
    id: 'prompts.get',
    title: 'gets a prompt, then one that does not exist',
    risk: 'read-only-call',
    needs: 'prompts',
    async run({ client, learned, seed }) {
      for (const prompt of [...learned.prompts].sort(undemanding).slice(0, MOST_GETS)) {
        const args = argumentNames(prompt, true).map((name) => [name, `accord-${token(seed, name)}`] as const);
        const params = { name: prompt.name, ...(args.length === 0 ? {} : { arguments: Object.fromEntries(args) }) };
        const { result, ended } = await client.request('prompts/get', params);
        if (ended) return;
        if (result !== undefined) break;
      }
      await client.request('prompts/get', { name: `accord-no-such-prompt-${token(seed, 'prompt')}` });
    },
  },
];
