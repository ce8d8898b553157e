/**
 * Tools that need something of the client: a form filled in, a model asked, its roots. They are written once; in a session each
 * question is a request of the server, without one it is an `input_required` result (see Context.ask).
 */
import { field, form, type InputRequest, roots, sampledText, sampling, takesForms } from '../../input.ts';
import { isObject, type Members } from '../../jsonrpc.ts';
import { type Context, NobodyAnswered } from '../context.ts';
import { text } from '../samples.ts';
import { NO_PARAMETERS, type Tool } from './tool.ts';

/** It changes nothing, but it puts a question to a person or a model: nothing to be called unasked. */
const ASKING = { annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: true } };

/** How long the tool waits that gives up: long enough for a client to have the question, short enough for a test suite. */
const PATIENCE = 250;

type Answering = (context: Context, args: Members) => Promise<string>;

const asking = (name: string, description: string, answer: Answering): Tool => ({
  listed: { name, description, inputSchema: NO_PARAMETERS, ...ASKING },
  run: async (args, context) => ({ content: [text(await answer(context, args))] }),
});

const askingAbout = (name: string, description: string, parameter: string, answer: Answering): Tool => ({
  listed: {
    name,
    description,
    inputSchema: {
      type: 'object',
      properties: { [parameter]: { type: 'string' } },
      required: [parameter],
      additionalProperties: false,
    },
    ...ASKING,
  },
  run: async (args, context) => ({ content: [text(await answer(context, args))] }),
});

const NAME = form('What is your name?', { name: { type: 'string' } }, ['name']);
const EMAIL = form('Where shall the receipt go?', { email: { type: 'string', format: 'email' } }, ['email']);
const CONFIRM = form('Please confirm', { ok: { type: 'boolean' } }, ['ok']);

const howItEnded = (answer: Members | undefined): string =>
  `action=${answer?.['action']}, content=${JSON.stringify(answer?.['content'] ?? {})}`;

const confirmed = async (context: Context, word: string): Promise<string> => {
  const { confirm } = await context.ask({ confirm: CONFIRM }, { bound: true });
  return field(confirm, 'ok') === true ? `${word}: the state came back as it was issued` : 'Not confirmed';
};

const DEFAULTS = form('Please review and update the form fields with defaults', {
  name: { type: 'string', description: 'User name', default: 'John Doe' },
  age: { type: 'integer', description: 'User age', default: 30 },
  score: { type: 'number', description: 'User score', default: 95.5 },
  status: { type: 'string', description: 'User status', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', description: 'Verification status', default: true },
});

const ENUMERATIONS = form('Please select options from the enum fields', {
  untitledSingle: { type: 'string', description: 'One option', enum: ['option1', 'option2', 'option3'] },
  titledSingle: {
    type: 'string',
    description: 'One option, with titles',
    oneOf: [
      { const: 'value1', title: 'First option' },
      { const: 'value2', title: 'Second option' },
      { const: 'value3', title: 'Third option' },
    ],
  },
  legacyEnum: {
    type: 'string',
    description: 'One option, with titles as older clients know them',
    enum: ['opt1', 'opt2', 'opt3'],
    enumNames: ['Option one', 'Option two', 'Option three'],
  },
  untitledMulti: {
    type: 'array',
    description: 'Several options',
    minItems: 1,
    maxItems: 3,
    items: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  },
  titledMulti: {
    type: 'array',
    description: 'Several options, with titles',
    minItems: 1,
    maxItems: 3,
    items: {
      anyOf: [
        { const: 'value1', title: 'First choice' },
        { const: 'value2', title: 'Second choice' },
        { const: 'value3', title: 'Third choice' },
      ],
    },
  },
});

export const CONVERSATION_TOOLS: readonly Tool[] = [
  askingAbout('test_sampling', "Puts a prompt to the client's model", 'prompt', async (context, { prompt }) => {
    const { sample } = await context.ask({ sample: sampling(String(prompt), 100) });
    return `LLM response: ${sampledText(sample)}`;
  }),
  askingAbout(
    'test_elicitation',
    'Shows the user a message and takes the response',
    'message',
    async (context, { message }) => {
      const question = form(String(message), { response: { type: 'string', description: "User's response" } }, [
        'response',
      ]);
      const { answer } = await context.ask({ answer: question });
      return `User response: ${howItEnded(answer)}`;
    },
  ),
  {
    only: 'session',
    ...asking(
      'test_elicitation_given_up',
      'Asks the user for a name, and waits only a moment for it',
      async (context) => {
        try {
          const { answer } = await context.ask({ answer: NAME }, { within: PATIENCE });
          return `User response: ${howItEnded(answer)}`;
        } catch (error) {
          if (error instanceof NobodyAnswered) return 'The question was given up';
          throw error;
        }
      },
    ),
  },
  asking('test_logging_email', 'Asks the user for an e-mail address, and logs that there is one', async (context) => {
    const { answer } = await context.ask({ answer: EMAIL });
    const isGiven = field(answer, 'email') !== undefined;
    context.log('info', isGiven ? 'The receipt has an address' : 'Nobody wants a receipt');
    return isGiven ? 'The receipt is on its way' : 'There is no receipt';
  }),
  asking('test_elicitation_sep1034_defaults', 'Shows a form with a default in each field', async (context) => {
    const { answer } = await context.ask({ answer: DEFAULTS });
    return `Elicitation completed: ${howItEnded(answer)}`;
  }),
  asking('test_elicitation_sep1330_enums', 'Shows a form with each kind of choice', async (context) => {
    const { answer } = await context.ask({ answer: ENUMERATIONS });
    return `Elicitation completed: ${howItEnded(answer)}`;
  }),
  asking('test_missing_capability', 'Needs a client that can sample', async (context) => {
    await context.ask({ sample: sampling('Say something.', 10) });
    return 'The client can sample';
  }),
  asking('test_streaming_elicitation', 'Asks the user, then reports progress', async (context) => {
    const { answer } = await context.ask({ answer: NAME });
    context.progress(50, 100, 'The user has answered');
    return `Streaming complete: ${howItEnded(answer)}`;
  }),
  asking('test_input_required_result_elicitation', 'Asks the user for a name', async (context) => {
    const { user_name } = await context.ask({ user_name: NAME });
    return `Hello, ${field(user_name, 'name') ?? 'stranger'}!`;
  }),
  asking('test_input_required_result_sampling', "Asks the client's model a question", async (context) => {
    const { capital_question } = await context.ask({
      capital_question: sampling('What is the capital of France?', 100),
    });
    return `Sampling result: ${sampledText(capital_question)}`;
  }),
  asking('test_input_required_result_list_roots', 'Asks the client for its roots', async (context) => {
    const { client_roots } = await context.ask({ client_roots: roots() });
    return `Found ${countRoots(client_roots)} root(s)`;
  }),
  asking('test_input_required_result_request_state', 'Accepts an answer only with its state', (context) =>
    confirmed(context, 'state-ok'),
  ),
  asking('test_input_required_result_tampered_state', 'Accepts an answer only with its state', (context) =>
    confirmed(context, 'integrity-ok'),
  ),
  asking(
    'test_input_required_result_multiple_inputs',
    'Asks for a name, a greeting and the roots at once',
    async (context) => {
      const questions = { user_name: NAME, greeting: sampling('Generate a greeting', 50), client_roots: roots() };
      const { user_name, greeting, client_roots } = await context.ask(questions, { bound: true });
      const name = field(user_name, 'name') ?? 'stranger';
      return `Name: ${name}; Greeting: ${sampledText(greeting)}; Roots: ${countRoots(client_roots)}`;
    },
  ),
  asking('test_input_required_result_multi_round', 'Asks for a name, then for a colour', async (context) => {
    const { step1 } = await context.ask({ step1: NAME }, { bound: true });
    const colour = form('Step 2: What is your favorite color?', { color: { type: 'string' } }, ['color']);
    const { step2 } = await context.ask({ step2: colour }, { bound: true });
    return `${field(step1, 'name') ?? 'Somebody'} likes ${field(step2, 'color') ?? 'no colour'}`;
  }),
  asking(
    'test_input_required_result_capabilities',
    'Asks only what the client declared that it can answer',
    async (context) => {
      const { clientCapabilities: can } = context;
      const questions: Record<string, InputRequest> = {};
      if (takesForms(can['elicitation']))
        questions['elicit_input'] = form('A value, please', { value: { type: 'string' } });
      if (isObject(can['sampling'])) questions['sample_input'] = sampling('Sample request', 50);
      if (Object.keys(questions).length === 0) return 'The client declared nothing that this tool could ask';
      return `capabilities-ok: received ${Object.keys(await context.ask(questions)).join(', ')}`;
    },
  ),
];

function countRoots(answer: Members | undefined): number {
  const list = answer?.['roots'];
  return Array.isArray(list) ? list.length : 0;
}
