/** specification/logging.md */
import { at } from '../judge/engine/json.ts';
import { stream } from './engine/answer.ts';
import type { Mutants } from './engine/mutant.ts';

export const mutants: Mutants = {
  /** The server logs each call of a tool, whether or not the request asked for it. */
  'logging.message.opt-in': stream(
    ({ method, params }) =>
      method === 'tools/call' && at(params, '_meta', 'io.modelcontextprotocol/logLevel') === undefined,
    ({ params }) => [
      {
        jsonrpc: '2.0',
        method: 'notifications/message',
        params: { level: 'info', logger: 'tools', data: `calling ${params.name}` },
      },
    ],
  ),
};
