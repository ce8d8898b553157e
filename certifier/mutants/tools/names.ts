/** specification/tools.md, names. */
import { objectsIn } from '../../judge/engine/json.ts';
import { serveAnyway } from '../engine/answer.ts';
import { onResult } from '../engine/change.ts';
import type { Mutants } from '../engine/mutant.ts';
import { withTool } from './listed.ts';

export const mutants: Mutants = {
  /** The first tool of each page stands there twice. */
  'tools.name.unique': onResult('tools/list', (result) => {
    const [first, ...rest] = objectsIn(result.tools);
    return first === undefined ? undefined : { ...result, tools: [first, first, ...rest] };
  }),

  /** Tools are looked up without regard to case. */
  'tools.name.case-sensitive': serveAnyway(
    ({ method, params }) => method === 'tools/call' && /[A-Z]/.test(String(params.name)),
  ),

  /** A name as a machine makes it, of 129 characters. */
  'tools.name.length': withTool({ name: `get_${'very_'.repeat(24)}large` }),

  /** A name as a person writes it. */
  'tools.name.characters': withTool({ name: 'get user' }),
};
