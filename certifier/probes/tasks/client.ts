/** What probes of tasks ask for. specification/tasks.md */
import { argumentsFor } from '../engine/arguments.ts';
import type { RequestOptions } from '../engine/client.ts';
import type { ProbeContext } from '../engine/probe.ts';
import type { JsonObject, Reply } from '../engine/reply.ts';
import { isObject, readsOnly } from '../tools/calls.ts';

export const RELATED_TASK = 'io.modelcontextprotocol/related-task';
/** How long our tasks need be kept, in milliseconds: none expires while the list is walked. */
export const TTL = 60_000;

/** A tool, and what it is called with. */
export interface Job {
  readonly name: string;
  readonly args: JsonObject;
}

export const supportOf = ({ execution }: JsonObject): unknown =>
  isObject(execution) ? execution.taskSupport : undefined;

/** Whether the subject says that calls of tools can be tasks. */
export function runsTasks({ capabilities }: ProbeContext): boolean {
  const requests = isObject(capabilities.tasks) ? capabilities.tasks.requests : undefined;
  return isObject(requests) && isObject(requests.tools) && 'call' in requests.tools;
}

export const declares = ({ capabilities }: ProbeContext, operation: 'list' | 'cancel'): boolean =>
  isObject(capabilities.tasks) && operation in capabilities.tasks;

/** The tools that only read and that the list says this of, with arguments made for each. */
export const harmless = (
  { learned, seed }: ProbeContext,
  ...supports: readonly ('required' | 'optional' | 'forbidden' | undefined)[]
): readonly Job[] =>
  learned.tools.flatMap((tool) => {
    const args = argumentsFor(tool.inputSchema, seed);
    const isFit = readsOnly(tool) && (supports as readonly unknown[]).includes(supportOf(tool));
    return isFit && typeof tool.name === 'string' && args !== undefined ? [{ name: tool.name, args }] : [];
  });

/** A tool of the fixture contract; undefined where the subject does not keep it, or has no such tool that can be a task. */
export function fixtureJob({ learned, fixture }: ProbeContext, name: string, args: JsonObject = {}): Job | undefined {
  const tool = learned.tools.find((each) => each.name === name);
  const support = tool === undefined ? undefined : supportOf(tool);
  return fixture && (support === 'optional' || support === 'required') ? { name, args } : undefined;
}

export const plainly = ({ client, callTimeout }: ProbeContext, { name, args }: Job): Promise<Reply> =>
  client.request('tools/call', { name, arguments: args }, { timeout: callTimeout });

/** Calls the tool as a task. The id of the task, where one is handed out. */
export async function begin(
  { client }: Pick<ProbeContext, 'client'>,
  { name, args }: Job,
  task: JsonObject = {},
  options: RequestOptions = {},
): Promise<string | undefined> {
  const { result } = await client.request(
    'tools/call',
    { name, arguments: args, task: { ttl: TTL, ...task } },
    options,
  );
  const handedOut = isObject(result?.task) ? result.task.taskId : undefined;
  return typeof handedOut === 'string' ? handedOut : undefined;
}

export const look = ({ client }: Pick<ProbeContext, 'client'>, taskId: string): Promise<Reply> =>
  client.request('tasks/get', { taskId });
export const fetchResult = (
  { client }: Pick<ProbeContext, 'client'>,
  taskId: string,
  options: RequestOptions = {},
): Promise<Reply> => client.request('tasks/result', { taskId }, options);
