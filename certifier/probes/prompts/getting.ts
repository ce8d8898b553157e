/** specification/prompts.md, getting one. */
import { token } from '../engine/ids.ts';
import { learnLinks } from '../engine/links.ts';
import type { Probe } from '../engine/probe.ts';
import type { JsonObject } from '../engine/reply.ts';
import { argumentNames } from './arguments.ts';

/** Prompts that are asked for, those that ask for little first. */
const MOST_GETS = 5;

const undemanding = (a: JsonObject, b: JsonObject): number =>
  argumentNames(a, true).length - argumentNames(b, true).length;

export const probes: readonly Probe[] = [
  {
    id: 'prompts.get',
    title:
      'gets prompts, one without the arguments that it requires and with others than text, and one that does not exist',
    risk: 'read-only-call',
    needs: 'prompts',
    async run({ client, learned, seed }) {
      const uri = learned.resources.find((resource) => typeof resource.uri === 'string')?.uri;
      /** An argument that asks for a URI is given one that exists. */
      const valueFor = (name: string): unknown =>
        /uri$/i.test(name) && uri !== undefined ? uri : `accord-${token(seed, name)}`;
      let omitted = false;
      for (const prompt of [...learned.prompts].sort(undemanding).slice(0, MOST_GETS)) {
        const { name } = prompt;
        const args = argumentNames(prompt, true).map((each) => [each, valueFor(each)] as const);
        const params = { name, ...(args.length === 0 ? {} : { arguments: Object.fromEntries(args) }) };
        const { result, ended } = await client.request('prompts/get', params);
        if (ended) return;
        const messages = Array.isArray(result?.messages) ? result.messages : [];
        learnLinks(
          learned,
          messages.map((message) => (message as JsonObject | null)?.content),
        );
        if (result === undefined || args.length === 0 || omitted) continue;
        omitted = true;
        const wrong = Object.fromEntries(args.map(([each]) => [each, {}]));
        for (const given of [{}, wrong]) {
          if ((await client.request('prompts/get', { name, arguments: given })).ended) return;
        }
      }
      await client.request('prompts/get', { name: `accord-no-such-prompt-${token(seed, 'prompt')}` });
    },
  },
];
