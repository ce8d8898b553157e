/** One tool: what the list says of it, and what it does. */
import type { Era } from '../../identity.ts';
import type { Members, Result } from '../../jsonrpc.ts';
import type { Context } from '../context.ts';

interface ListedTool extends Members {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Members & { readonly type: 'object' };
  /** 2025-11-25: whether a call may be a task, or must be one; neither where it is absent. */
  readonly execution?: { readonly taskSupport: 'optional' | 'required' };
}

export interface Tool {
  readonly listed: ListedTool;
  /** The era that this tool belongs to, where its definition is legal in one alone. */
  readonly only?: Era;
  run(args: Members, context: Context): Result | Promise<Result>;
}

/** The tool could not do what it was asked: becomes a result with `isError`, whose text a model can act on. */
export class ToolFailure extends Error {}

/** The recommended schema of a tool without parameters: it accepts an empty object and nothing else. */
export const NO_PARAMETERS = { type: 'object', additionalProperties: false } as const;

/** For tools that change nothing and reach nobody. */
export const READ_ONLY = { annotations: { readOnlyHint: true, openWorldHint: false } };
