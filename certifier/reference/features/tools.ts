/** Tools: the list of them and the call. What each one does is in tools/, by kind. */
import { invalidParams } from '../errors.ts';
import type { Era } from '../identity.ts';
import { isObject, type Members, type Result } from '../jsonrpc.ts';
import { page } from '../pagination.ts';
import { violations } from '../schema.ts';
import type { Context } from './context.ts';
import { text } from './samples.ts';
import { CONTENT_TOOLS } from './tools/content.ts';
import { CONVERSATION_TOOLS } from './tools/conversation.ts';
import { NOTIFYING_TOOLS } from './tools/notifying.ts';
import { PAGE_TOOLS } from './tools/pages.ts';
import { SCHEMA_TOOLS } from './tools/schemas.ts';
import { TASK_TOOLS } from './tools/tasks.ts';
import { type Tool, ToolFailure } from './tools/tool.ts';
import { WORKING_TOOLS } from './tools/working.ts';

/** The order is fixed, and the same on every connection. */
const TOOLS: readonly Tool[] = [
  ...SCHEMA_TOOLS,
  ...CONTENT_TOOLS,
  ...NOTIFYING_TOOLS,
  ...WORKING_TOOLS,
  ...CONVERSATION_TOOLS,
  ...PAGE_TOOLS,
  ...TASK_TOOLS,
];

const toolsOf = (era: Era): readonly Tool[] => TOOLS.filter(({ only }) => only === undefined || only === era);

export const listTools = (params: Members, { era }: Context): Result =>
  page(
    'tools',
    toolsOf(era).map(({ listed }) => listed),
    params,
  );

export const findTool = (name: unknown, era: Era): Tool | undefined =>
  toolsOf(era).find(({ listed }) => listed.name === name);

/**
 * Two ways to go wrong. A call that is no valid request (no such tool, `arguments` that is no object) is a protocol error; a tool
 * that cannot do what it was asked, arguments against its schema included, answers with `isError` for the model to read.
 */
export async function callTool(params: Members, context: Context): Promise<Result> {
  const { name, arguments: args = {} } = params;
  if (typeof name !== 'string') throw invalidParams('"name" must be a string');
  if (!isObject(args)) throw invalidParams('"arguments" must be an object');
  const tool = findTool(name, context.era);
  if (!tool) throw invalidParams(`Unknown tool: ${name}`);
  const wrong = violations(args, tool.listed.inputSchema, tool.listed.inputSchema, 'arguments');
  if (wrong.length > 0) return failed(`Invalid arguments: ${wrong.join('; ')}`);
  try {
    return await tool.run(args, context);
  } catch (error) {
    if (error instanceof ToolFailure) return failed(error.message);
    throw error;
  }
}

const failed = (why: string): Result => ({ content: [text(why)], isError: true });
