/** specification/http.md: headers that repeat the body. */
import { at } from '../../judge/engine/json.ts';
import { refuse, serveAnyway } from '../engine/answer.ts';
import type { Asked, Which } from '../engine/asked.ts';
import type { Mutants } from '../engine/mutant.ts';
import { headerOf, VERSION } from './asked.ts';

/** What `Mcp-Name` repeats; undefined where the request has nothing of the kind. */
const nameIn = ({ method, params }: Asked): unknown =>
  ['tools/call', 'prompts/get'].includes(method) ? params.name : method === 'resources/read' ? params.uri : undefined;

const isMissingHeader = (asked: Asked): boolean =>
  ['MCP-Protocol-Version', 'Mcp-Method', ...(nameIn(asked) === undefined ? [] : ['Mcp-Name'])].some(
    (name) => headerOf(asked.headers, name) === undefined,
  );

const repeatsWrongly = (asked: Asked): boolean => {
  const [method, name] = [headerOf(asked.headers, 'Mcp-Method'), headerOf(asked.headers, 'Mcp-Name')];
  const wrongName = name !== undefined && !name.startsWith('=?base64?') && name !== nameIn(asked);
  return (method !== undefined && method !== asked.method) || wrongName;
};

const namesOtherVersion = ({ headers, params }: Asked): boolean => {
  const version = headerOf(headers, 'MCP-Protocol-Version');
  return version !== undefined && version !== at(params, '_meta', VERSION);
};

const respelled: Which = ({ headers }) =>
  headers.some(([name]) => name.toLowerCase() === 'mcp-method' && name !== 'Mcp-Method');

export const mutants: Mutants = {
  /** What the headers say is not compared with the body. */
  'http.headers.mismatch': serveAnyway(repeatsWrongly),

  /** Headers are compared with the body where they are there, and not missed where they are not. */
  'http.headers.missing': serveAnyway(isMissingHeader),

  /** The version in the header is not compared with that in the body. */
  'http.headers.version-mismatch': serveAnyway(namesOtherVersion),

  /** Header names are looked up as they are usually written. */
  'http.headers.name-case': refuse(respelled, { code: -32020, message: 'Mcp-Method is missing' }, 400),
};
