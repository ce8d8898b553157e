/** specification/http.md: headers that repeat arguments of a call. */
import { at, isObject, type Json, objectsIn } from '../../judge/engine/json.ts';
import { refuse, serveAnyway } from '../engine/answer.ts';
import type { Asked } from '../engine/asked.ts';
import { chain, onResult } from '../engine/change.ts';
import type { Further, Memo, Mutant, Mutants } from '../engine/mutant.ts';
import { headerOf } from './asked.ts';

interface Annotated {
  readonly header: string;
  readonly path: readonly string[];
}

/** The parameters of a schema that are mirrored, wherever they are. */
const annotatedIn = (schema: Json | undefined, path: readonly string[] = []): readonly Annotated[] => {
  const header = at(schema, 'x-mcp-header');
  const own = typeof header === 'string' ? [{ header: `Mcp-Param-${header}`, path }] : [];
  const properties = at(schema, 'properties');
  const inner = isObject(properties) ? Object.entries(properties) : [];
  return [...own, ...inner.flatMap(([name, each]) => annotatedIn(each, [...path, name]))];
};

const remembers: Mutant = onResult('tools/list', ({ tools }, _, memo) => {
  for (const { name, inputSchema } of objectsIn(tools)) memo[`annotated:${name}`] = annotatedIn(inputSchema);
  return undefined;
});

interface Mirrored {
  readonly isDeep: boolean;
  readonly header: string | undefined;
  readonly value: Json | undefined;
}

const mirrored = ({ method, params, headers }: Asked, memo: Memo): readonly Mirrored[] => {
  const annotated = method === 'tools/call' ? ((memo[`annotated:${params.name}`] ?? []) as readonly Annotated[]) : [];
  return annotated.map(({ header, path }) => ({
    isDeep: path.length > 1,
    header: headerOf(headers, header),
    value: at(params.arguments, ...path) ?? undefined,
  }));
};

const isSame = (header: string, value: Json): boolean => header === String(value);
const isSameNumber = (header: string, value: Json): boolean => typeof value === 'number' && Number(header) === value;

/** A call one of whose mirrored parameters is like this. */
const withOne =
  (is: (header: string | undefined, value: Json | undefined, isDeep: boolean) => boolean) =>
  (asked: Asked, memo: Memo): boolean =>
    mirrored(asked, memo).some(({ header, value, isDeep }) => is(header, value, isDeep));

const hasStranger = ({ method, params, headers }: Asked, memo: Memo): boolean => {
  const annotated = memo[`annotated:${params.name}`] as readonly Annotated[] | undefined;
  const known = (annotated ?? []).map(({ header }) => header.toLowerCase());
  return (
    method === 'tools/call' &&
    annotated !== undefined &&
    headers.some(([name]) => /^mcp-param-/i.test(name) && !known.includes(name.toLowerCase()))
  );
};

/** A header says in bytes of its own what it should say in Base64. */
const isRaw = (asked: Asked, memo: Memo): boolean =>
  withOne((header, value) => header !== undefined && header === value && /[^\t\x20-\x7e]/.test(header))(asked, memo);

/** A header says the same number as the argument in other digits. */
const hasOtherDigits = withOne(
  (header, value) =>
    header !== undefined && value !== undefined && !isSame(header, value) && isSameNumber(header, value),
);

const refused = (message: string) => ({ code: -32020, message });

export const mutants: Mutants = {
  /** What the headers say of arguments is not compared with the body. */
  'http.validate.params-match': chain(
    remembers,
    serveAnyway(
      withOne(
        (header, value) =>
          header !== undefined && value !== undefined && !isSame(header, value) && !isSameNumber(header, value),
      ),
    ),
  ),

  /** A header that is not there is not missed. */
  'http.param-table.omitted-header': chain(
    remembers,
    serveAnyway(withOne((header, value) => header === undefined && value !== undefined)),
  ),

  /** Each header that an annotation of the first level names has to be there. */
  'http.param-table.absent-server': chain(
    remembers,
    refuse(
      withOne((header, value, isDeep) => header === undefined && value === undefined && !isDeep),
      refused('A header is missing'),
      400,
    ),
  ),

  /** Numbers are compared as text. */
  'http.validate.integer-numeric': chain(
    remembers,
    refuse(hasOtherDigits, refused('A header differs from its argument'), 400),
  ),

  /** A header that no annotation asks for is one too many. */
  'http.server.ignore-unrecognized-param': chain(
    remembers,
    refuse(hasStranger, refused('There is a header too many'), 400),
  ),
};

export const further: Further = {
  'http.validate.integer-numeric': {
    'the argument is said to be wrong': {
      mutant: chain(remembers, refuse(hasOtherDigits, { code: -32602, message: 'Not an integer' }, 400)),
    },
  },
  'http.server.ignore-unrecognized-param': {
    'the call is said to be wrong': {
      mutant: chain(remembers, refuse(hasStranger, { code: -32602, message: 'Unknown parameter' }, 400)),
    },
  },
  'http.validate.invalid-chars': {
    'the header of an argument is compared with it as it is': { mutant: chain(remembers, serveAnyway(isRaw)) },
  },
};
