/** specification/http.md: headers that repeat the body. */
import { at } from '../../judge/engine/json.ts';
import { refuse, serveAnyway } from '../engine/answer.ts';
import type { Asked, Which } from '../engine/asked.ts';
import type { Further, Mutants } from '../engine/mutant.ts';
import { headerOf, VERSION } from './asked.ts';

/** What `Mcp-Name` repeats; undefined where the request has nothing of the kind. */
const nameIn = ({ method, params }: Asked): unknown =>
  ['tools/call', 'prompts/get'].includes(method) ? params.name : method === 'resources/read' ? params.uri : undefined;

/** Of those that there were none of before this revision. */
const isMissingHeader = (asked: Asked): boolean =>
  ['Mcp-Method', ...(typeof nameIn(asked) === 'string' ? ['Mcp-Name'] : [])].some(
    (name) => headerOf(asked.headers, name) === undefined,
  );

/** What the two headers say: each as it is in the header and as it is in the body, where both are there. */
const repeated = (asked: Asked): readonly (readonly [header: string, body: string])[] => {
  const { headers, method } = asked;
  const pairs = [
    [headerOf(headers, 'Mcp-Method'), method] as const,
    [headerOf(headers, 'Mcp-Name'), nameIn(asked)] as const,
  ];
  return pairs.flatMap(([header, body]) => (header === undefined ? [] : [[header, String(body)] as const]));
};

const isEncoded = (header: string): boolean => header.startsWith('=?base64?');
const hasStrangers = (header: string): boolean => /[^\t\x20-\x7e]/.test(header);
const isSameButForCase = (header: string, body: string): boolean => header.toLowerCase() === body.toLowerCase();

export const repeatsWrongly = (asked: Asked): boolean =>
  repeated(asked).some(([header, body]) => !isEncoded(header) && header !== body);

const namesOtherVersion = ({ headers, params }: Asked): boolean => {
  const version = headerOf(headers, 'MCP-Protocol-Version');
  return version !== undefined && version !== at(params, '_meta', VERSION);
};

const respelled: Which = ({ headers }) =>
  headers.some(([name]) => name.toLowerCase() === 'mcp-method' && name !== 'Mcp-Method');

const isNameRespelled = (asked: Asked): boolean => {
  const header = headerOf(asked.headers, 'Mcp-Name');
  const name = nameIn(asked);
  return header !== undefined && typeof name === 'string' && header !== name && isSameButForCase(header, name);
};

export const mutants: Mutants = {
  /** Headers are compared without regard to case. */
  'http.headers.values-case-sensitive': serveAnyway((asked) =>
    repeated(asked).some(([header, body]) => header !== body && isSameButForCase(header, body)),
  ),

  /** Whatever stands in a header is taken for what it looks like. */
  'http.validate.invalid-chars': serveAnyway((asked) => repeated(asked).some(([header]) => hasStrangers(header))),

  /** An encoded name is compared as it stands there. */
  'http.validate.decode-before-compare': refuse(
    (asked) => repeated(asked).some(([header]) => isEncoded(header)),
    { code: -32600, message: 'Mcp-Name names nothing that is here' },
    400,
  ),

  /** What the headers say is not compared with the body. */
  'http.headers.mismatch': serveAnyway(repeatsWrongly),

  /** Headers are compared with the body where they are there, and not missed where they are not. */
  'http.headers.missing': serveAnyway(isMissingHeader),

  /** The version in the header is not compared with that in the body. */
  'http.headers.version-mismatch': serveAnyway(namesOtherVersion),

  /** Header names are looked up as they are usually written. */
  'http.headers.name-case': refuse(respelled, { code: -32020, message: 'Mcp-Method is missing' }, 400),
};

export const further: Further = {
  'http.headers.values-case-sensitive': {
    'names are compared without regard to case, and methods with it': {
      mutant: serveAnyway(isNameRespelled),
    },
  },
};
