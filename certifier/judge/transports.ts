/** specification/transports.md */
import { carriedWith } from './engine/carriage.ts';
import type { Checks } from './engine/check.ts';
import { header } from './engine/exchange.ts';
import { quote } from './engine/json.ts';
import { LISTS } from './engine/readers.ts';

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
    for (const { method, request, response, result, exchange } of carriedWith(view, 'other-method')) {
      const said = header(exchange.request.headers, 'mcp-method') ?? '';
      const [own, other] = [method, said].map((name) => (Object.hasOwn(SHOWN_BY, name) ? SHOWN_BY[name] : undefined));
      if (own === undefined || other === undefined || own === other) continue;
      // Whoever refused it acted upon neither.
      sink.examined();
      if (result === undefined || response === undefined) continue;
      if (Object.hasOwn(result, own) || !Object.hasOwn(result, other)) continue;
      sink.finding({
        message: `A request for \`${method}\` was answered as one for \`${said}\`, which only its header named.`,
        expected: `a result of \`${method}\`, or a refusal`,
        actual: `a result with \`${other}\`: ${quote(result[other])}`,
        seq: [response.seq, request.seq],
      });
    }
  },
};
