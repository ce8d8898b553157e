/** Tools that work step by step under a name which the client chose, so that it can be seen from outside whether the work goes on. */
import { pause } from '../context.ts';
import { text } from '../samples.ts';
import { READ_ONLY, type Tool } from './tool.ts';

/** Long enough for a client to leave meanwhile, short enough for a test suite. */
const STEP = 60;

const job = { type: 'string', minLength: 1, maxLength: 100, description: 'A name that the client makes up' } as const;

export const WORKING_TOOLS: readonly Tool[] = [
  {
    listed: {
      name: 'work_in_steps',
      description:
        'Works so many steps, each of which is counted under the name of the job; reports progress before each',
      inputSchema: {
        type: 'object',
        properties: { job, steps: { type: 'integer', minimum: 1, maximum: 20 } },
        required: ['job', 'steps'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: false },
    },
    async run({ job: name, steps }, { jobs, progress, signal }) {
      jobs.begin(String(name));
      for (let step = 0; step < Number(steps); step += 1) {
        progress(step, Number(steps), `Step ${step + 1}`);
        await pause(STEP, signal);
        jobs.step(String(name));
      }
      return { content: [text(String(jobs.done(String(name))))] };
    },
  },
  {
    listed: {
      name: 'steps_done',
      description: 'Says how many steps of a job are done',
      inputSchema: { type: 'object', properties: { job }, required: ['job'], additionalProperties: false },
      ...READ_ONLY,
    },
    run: ({ job: name }, { jobs }) => ({ content: [text(String(jobs.done(String(name))))] }),
  },
];
