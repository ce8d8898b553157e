/** Tools that can be called as tasks, which 2025-11-25 alone has: the client is handed the task at once, and comes back for the result. */
import { RpcError } from '../../errors.ts';
import { field, form } from '../../input.ts';
import { pause } from '../context.ts';
import { text } from '../samples.ts';
import { NO_PARAMETERS, READ_ONLY, type Tool, ToolFailure } from './tool.ts';

/** How often work that takes long tells how far it is. */
const STEPS = 50;
const INTERNAL_ERROR = -32603;

const OPTIONAL = { execution: { taskSupport: 'optional' } } as const;
/** It changes nothing, but it is nothing to be called unasked: it takes long, fails, or puts a question to a person. */
const ON_DEMAND = { annotations: { readOnlyHint: false, destructiveHint: false } };

const answer = (what: string) => ({ content: [text(what)] });

const TOOLS: readonly Omit<Tool, 'only'>[] = [
  {
    listed: {
      name: 'greet',
      description: 'Greets somebody by name',
      inputSchema: {
        type: 'object',
        properties: { name: { type: 'string' } },
        required: ['name'],
        additionalProperties: false,
      },
      ...READ_ONLY,
      ...OPTIONAL,
    },
    run: ({ name }) => answer(`Hello, ${name}`),
  },
  {
    listed: {
      name: 'test_tool_with_task',
      description: 'Answers to those who call it as a task, and to nobody else',
      inputSchema: NO_PARAMETERS,
      ...READ_ONLY,
      execution: { taskSupport: 'required' },
    },
    run: () => answer('This was done as a task'),
  },
  {
    listed: {
      name: 'slow_compute',
      description: 'Computes for as many seconds as it is told',
      inputSchema: {
        type: 'object',
        properties: { seconds: { type: 'number', minimum: 0, maximum: 60 } },
        required: ['seconds'],
        additionalProperties: false,
      },
      ...ON_DEMAND,
      ...OPTIONAL,
    },
    async run({ seconds }, { progress, signal }) {
      for (let step = 0; step < STEPS; step++) {
        progress(step, STEPS, 'Computing');
        await pause((Number(seconds) * 1000) / STEPS, signal);
      }
      return answer(`Computed for ${seconds} s`);
    },
  },
  {
    listed: {
      name: 'failing_job',
      description: 'Always fails, with a result that says so',
      inputSchema: NO_PARAMETERS,
      ...ON_DEMAND,
      ...OPTIONAL,
    },
    run() {
      throw new ToolFailure('The job failed, as it always does');
    },
  },
  {
    listed: {
      name: 'protocol_error_job',
      description: 'Always ends in an error of the protocol',
      inputSchema: NO_PARAMETERS,
      ...ON_DEMAND,
      ...OPTIONAL,
    },
    run() {
      throw new RpcError(INTERNAL_ERROR, 'The job broke down, as it always does');
    },
  },
  {
    listed: {
      name: 'confirm_delete',
      description: 'Asks whether to delete a file that does not exist, and does not delete it',
      inputSchema: {
        type: 'object',
        properties: { filename: { type: 'string' } },
        required: ['filename'],
        additionalProperties: false,
      },
      ...ON_DEMAND,
      ...OPTIONAL,
    },
    async run({ filename }, { ask }) {
      const question = form(`Delete ${filename}?`, { confirm: { type: 'boolean' } }, ['confirm']);
      const { confirmation } = await ask({ confirmation: question });
      return answer(field(confirmation, 'confirm') === true ? `Deleted ${filename}` : `Kept ${filename}`);
    },
  },
];

export const TASK_TOOLS: readonly Tool[] = TOOLS.map((tool) => ({ ...tool, only: 'session' }));
