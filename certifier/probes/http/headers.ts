/** specification/http.md: headers that repeat the body. */
import { toBase64, utf8 } from '../../certificate/bytes.ts';
import { META } from '../engine/client.ts';
import { UNKNOWN_VERSION } from '../engine/establish.ts';
import { type HeaderEdits, headerSafe } from '../engine/headers.ts';
import { token } from '../engine/ids.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { JsonObject, Reply } from '../engine/reply.ts';
import { withAndWithout } from './twins.ts';

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

interface Named {
  readonly method: string;
  readonly params: JsonObject;
  readonly name: string;
}

/** Something harmless that is asked for by its name: a resource, or a prompt that needs no arguments. */
function somethingNamed({ learned }: ProbeContext): Named | undefined {
  const uri = learned.resources.find((resource) => typeof resource.uri === 'string')?.uri;
  if (typeof uri === 'string') return { method: 'resources/read', params: { uri }, name: uri };
  const isFree = ({ name, arguments: args }: JsonObject): boolean =>
    typeof name === 'string' &&
    !(Array.isArray(args) && args.some((argument) => isObject(argument) && argument.required === true));
  const name = learned.prompts.find(isFree)?.name;
  return typeof name === 'string' ? { method: 'prompts/get', params: { name }, name } : undefined;
}

/** The same letters, each in the other case. */
const inOtherCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()));

const encoded = (text: string): string => `=?base64?${toBase64(utf8(text))}?=`;

export const probes: readonly Probe[] = [
  {
    id: 'http.headers',
    title: 'leaves out, changes and respells the headers that repeat the body',
    risk: 'list-only',
    transports: ['streamable-http'],
    eras: ['stateless'],
    async run(context) {
      const { client } = context;
      await withAndWithout(
        context,
        { 'MCP-Protocol-Version': null },
        { 'Mcp-Method': null },
        { 'Mcp-Method': 'tools/list' },
        { 'Mcp-Method': 'SERVER/DISCOVER' },
        { 'Mcp-Method': 'server/discover\u00fc' },
        { 'MCP-Protocol-Version': UNKNOWN_VERSION },
        { 'mcp-protocol-version': client.revision, 'mcp-method': 'server/discover' },
        { 'MCP-PROTOCOL-VERSION': client.revision, 'MCP-METHOD': 'server/discover' },
      );
      // The other way round: who reads one of the two versions alone serves one of the two requests.
      await client.request(
        'server/discover',
        {},
        {
          meta: { [`${META}protocolVersion`]: UNKNOWN_VERSION },
          headers: { 'MCP-Protocol-Version': client.revision },
        },
      );
      const named = somethingNamed(context);
      if (named === undefined) return;
      const ask = (headers: HeaderEdits): Promise<Reply> => client.request(named.method, named.params, { headers });
      if ((await ask({})).result === undefined) return;
      await ask({ 'Mcp-Name': encoded(named.name) });
      const respelled = inOtherCase(named.name);
      if (respelled !== named.name && headerSafe(respelled) === respelled) await ask({ 'Mcp-Name': respelled });
      await ask({ 'Mcp-Name': null });
      await ask({ 'Mcp-Name': `accord:${token(context.seed, 'name')}` });
    },
  },
];
