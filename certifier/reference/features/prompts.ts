/** Prompts: messages that a person picks, by name and with string arguments. */
import { invalidParams } from '../errors.ts';
import { field, form } from '../input.ts';
import { isObject, type Members, type Result } from '../jsonrpc.ts';
import { page } from '../pagination.ts';
import type { Context } from './context.ts';
import { contentsOf } from './resources.ts';
import { image, text } from './samples.ts';

type Arguments = Readonly<Record<string, string>>;

interface Argument extends Members {
  readonly name: string;
  readonly required: boolean;
}

interface Prompt {
  readonly listed: Members & { readonly name: string; readonly arguments?: readonly Argument[] };
  messages(args: Arguments, context: Context): readonly Members[] | Promise<readonly Members[]>;
}

const user = (content: Members): Members => ({ role: 'user', content });
const argument = (name: string, description: string): Argument => ({ name, description, required: true });

const PROMPTS: readonly Prompt[] = [
  {
    listed: { name: 'test_simple_prompt', description: 'A prompt without arguments' },
    messages: () => [user(text('This is a simple prompt for testing.'))],
  },
  {
    listed: {
      name: 'test_prompt_with_arguments',
      description: 'A prompt that quotes its two arguments',
      arguments: [argument('arg1', 'First argument; completion suggests values'), argument('arg2', 'Second argument')],
    },
    messages: ({ arg1, arg2 }) => [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
  },
  {
    listed: {
      name: 'test_prompt_with_embedded_resource',
      description: 'A prompt that carries a resource of this server with it',
      arguments: [argument('resourceUri', 'URI of the resource to embed')],
    },
    messages: ({ resourceUri = '' }, { changes, era }) => [
      user({ type: 'resource', resource: contentsOf(resourceUri, changes, era) }),
      user(text('Please process the embedded resource above.')),
    ],
  },
  {
    listed: { name: 'test_prompt_with_image', description: 'A prompt with a picture' },
    messages: () => [user(image), user(text('Please analyze the image above.'))],
  },
  {
    listed: {
      name: 'test_input_required_result_prompt',
      description: 'A prompt that first asks its user for the context',
    },
    async messages(_args, context) {
      const question = form('What context should the prompt use?', { context: { type: 'string' } }, ['context']);
      const { user_context } = await context.ask({ user_context: question });
      return [user(text(`Prompt with context: ${field(user_context, 'context') ?? 'none'}`))];
    },
  },
  {
    listed: { name: 'review_static_text', description: 'A prompt that links to a resource of this server' },
    messages: () => [
      user(text('Please review the text that is linked.')),
      user({ type: 'resource_link', uri: 'test://static-text', name: 'static-text', mimeType: 'text/plain' }),
    ],
  },
  {
    listed: {
      name: 'greet_in_language',
      description: 'A prompt that asks for a greeting',
      arguments: [argument('language', 'Name of a language')],
    },
    messages: ({ language }) => [
      user(text(`Please greet me in ${language}.`)),
      { role: 'assistant', content: text('With pleasure.') },
    ],
  },
];

export const listPrompts = (params: Members): Result =>
  page(
    'prompts',
    PROMPTS.map(({ listed }) => listed),
    params,
  );

export async function getPrompt(params: Members, context: Context): Promise<Result> {
  const prompt = promptNamed(params['name']);
  const args = argumentsOf(prompt, params['arguments'] ?? {});
  return { description: prompt.listed['description'], messages: await prompt.messages(args, context) };
}

/** The names of the arguments that this prompt takes. Throws -32602 where there is no such prompt. */
export const argumentsTaken = (name: unknown): readonly string[] =>
  (promptNamed(name).listed.arguments ?? []).map((one) => one.name);

function promptNamed(name: unknown): Prompt {
  if (typeof name !== 'string') throw invalidParams('"name" must be a string');
  const prompt = PROMPTS.find(({ listed }) => listed.name === name);
  if (!prompt) throw invalidParams(`Unknown prompt: ${name}`);
  return prompt;
}

function argumentsOf(prompt: Prompt, given: unknown): Arguments {
  if (!isObject(given) || Object.values(given).some((value) => typeof value !== 'string')) {
    throw invalidParams('"arguments" must be an object of strings');
  }
  const missing = (prompt.listed.arguments ?? []).filter(
    ({ name, required }) => required && !Object.hasOwn(given, name),
  );
  if (missing.length > 0)
    throw invalidParams(`Missing required arguments: ${missing.map(({ name }) => name).join(', ')}`);
  return given as Arguments;
}
