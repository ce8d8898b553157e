/** specification/transports.md */
import { carriedWith } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { header } from './engine/exchange.ts';
import { quote } from './engine/json.ts';
import { errorCode, LISTS } from './engine/readers.ts';

const METHOD_NOT_FOUND = -32601;

/** The member by which a result shows what it is a result of. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  ...LISTS,
  'server/discover': 'supportedVersions',
  'tools/call': 'content',
  'resources/read': 'contents',
  'prompts/get': 'messages',
};

export const checks: Checks = {
  'transports.binding.body-is-truth': (view, sink) => {
    for (const call of carriedWith(view, 'other-method')) {
      const { method, request, response, result, exchange } = call;
      const said = header(exchange.request.headers, 'mcp-method') ?? '';
      const [own, other] = [method, said].map((name) => (Object.hasOwn(SHOWN_BY, name) ? SHOWN_BY[name] : undefined));
      if (own === undefined || other === undefined || own === other) continue;
      // Whoever refused it acted upon neither; but who served this method before, and does not know it now, has looked for the other.
      sink.examined();
      if (response === undefined) continue;
      const isOther = result !== undefined && !Object.hasOwn(result, own) && Object.hasOwn(result, other);
      if (!isOther && errorCode(call) !== METHOD_NOT_FOUND) continue;
      sink.finding({
        message: `A request for \`${method}\` was answered as one for \`${said}\`, which only its header named.`,
        expected: `a result of \`${method}\`, or a refusal for what its header says`,
        actual: isOther
          ? `a result with \`${other}\`: ${quote(result[other])}`
          : `the error ${METHOD_NOT_FOUND}, though \`${method}\` was served before`,
        seq: [response.seq, request.seq],
      });
    }
  },
};
