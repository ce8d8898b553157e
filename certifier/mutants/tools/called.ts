/** Which calls of tools a mutant means. */
import type { Asked } from '../engine/asked.ts';

/** Tools of the reference server that can be called as tasks: what a task ends in is compared with what they answer without one. */
const TASKS: ReadonlySet<unknown> = new Set([
  'confirm_delete',
  'failing_job',
  'greet',
  'protocol_error_job',
  'slow_compute',
  'test_tool_with_task',
]);

/** Calls of tools that are never tasks. */
export const simpleCalls = ({ method, params }: Asked): boolean => method === 'tools/call' && !TASKS.has(params.name);
