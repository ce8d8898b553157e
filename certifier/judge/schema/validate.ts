/** Messages against the message schema of their revision. Pure: the validators were compiled ahead by `build.ts`. */
import { isObject, member } from '../engine/json.ts';
import { messages, requiredMembers } from './messages.generated.js';
import { type Answered, definitionFor, errorDefinition, hasSchema, resultDefinition, type Side } from './methods.ts';
import { isInAnyOf, placeOf } from './place.ts';
import { pointerTo, valueAt } from './pointer.ts';
import type { ValidatorError } from './validator.ts';
import { enumWords, formatWords, typeWords, valueWords } from './words.ts';

export interface Violation {
  /** Where in the schema: the definition that declares the member, then the member (`Tool.inputSchema`). */
  readonly place: string;
  /** Where in the message: a JSON pointer. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  /** It has the right JSON type and not the right format. JSON Schema takes a format as an annotation, so this is another rule's. */
  readonly format?: true;
}

/** No more are returned: a list of thousands of wrong tools is not better understood by thousands of violations. */
export const MAX_VIOLATIONS = 100;

const plural = (count: unknown, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** What an error of a keyword expected; the keywords are those that our schemas use. */
function expectedOf({ keyword, params }: ValidatorError): string {
  switch (keyword) {
    case 'type':
      return typeWords(params['type']);
    case 'const':
      return enumWords([params['allowedValue']]);
    case 'enum':
      return enumWords(params['allowedValues']);
    case 'format':
      return formatWords(params['format']);
    case 'minimum':
      return `${String(params['limit'])} or more`;
    case 'maximum':
      return `${String(params['limit'])} or less`;
    case 'maxItems':
      return `at most ${plural(params['limit'], 'item')}`;
    default:
      throw new Error(`no words for the keyword ${keyword}`);
  }
}

const actualOf = ({ keyword }: ValidatorError, value: unknown): string =>
  keyword === 'maxItems' && Array.isArray(value) ? plural(value.length, 'item') : valueWords(value);

/** Of several errors about one value's JSON type, the one that names the member which holds it. */
const aboutHolder = (errors: readonly ValidatorError[]): ValidatorError | undefined =>
  errors.find(({ schemaPath }) => placeOf(schemaPath).includes('.')) ?? errors[0];

/**
 * Errors as findings. Of what ajv reports, three kinds are echoes: that an `if` failed (its branch says why), each
 * branch of an `anyOf` (we use it only for "one of these members"), and several errors about one value of a wrong type.
 */
function violationsOf(revision: keyof typeof messages, errors: readonly ValidatorError[], root: unknown): Violation[] {
  const wrongType = new Map<string, ValidatorError[]>();
  const alternatives = new Map<string, string[]>();
  for (const error of errors) {
    const { instancePath, keyword, schemaPath, params } = error;
    if (keyword === 'type') wrongType.set(instancePath, [...(wrongType.get(instancePath) ?? []).slice(0, 9), error]);
    if (keyword === 'required' && isInAnyOf(schemaPath)) {
      const names = alternatives.get(instancePath) ?? [];
      alternatives.set(instancePath, [...names, String(params['missingProperty'])]);
    }
  }
  const found = new Map<string, Violation>();
  for (const error of errors) {
    if (found.size === MAX_VIOLATIONS) break;
    const { instancePath: path, keyword, schemaPath, params } = error;
    if (keyword === 'if' || isInAnyOf(schemaPath)) continue;
    if (keyword === 'required') {
      const missing = String(params['missingProperty']);
      const place = placeOf(schemaPath, missing);
      const expected = requiredMembers[revision][place] ?? 'a value';
      const where = pointerTo(path, missing);
      if (!found.has(`${where} is absent`))
        found.set(`${where} is absent`, { place, path: where, expected, actual: 'nothing' });
    } else if (keyword === 'anyOf') {
      const names = (alternatives.get(path) ?? []).map((name) => `\`${name}\``);
      const expected = `a member ${names.join(' or ')}`;
      found.set(`${path} lacks`, { place: placeOf(schemaPath), path, expected, actual: 'neither of them' });
    } else {
      const first = keyword === 'type' ? aboutHolder(wrongType.get(path) ?? []) : error;
      if (first === undefined || first !== error || (keyword !== 'type' && wrongType.has(path))) continue;
      const value = valueAt(root, path);
      const expected = expectedOf(error);
      const key = `${path} is not ${expected}`;
      if (!found.has(key))
        found.set(key, {
          place: placeOf(schemaPath),
          path,
          expected,
          actual: actualOf(error, value),
          ...(keyword === 'format' ? { format: true } : {}),
        });
    }
  }
  return [...found.values()];
}

/**
 * Where a value does not fit a definition of the revision's message schema; none for a revision that has no schema of
 * ours. A definition that the schema does not have is a mistake of the caller, and thrown.
 */
export function violations(revision: string, definition: string, value: unknown): readonly Violation[] {
  if (!hasSchema(revision)) return [];
  const validator = Object.hasOwn(messages[revision], definition) ? messages[revision][definition] : undefined;
  if (validator === undefined) throw new Error(`the schema of ${revision} has no definition ${definition}`);
  if (validator(value)) return NONE;
  return violationsOf(revision, validator.errors ?? [], value);
}

const NONE: readonly Violation[] = [];

export interface MessageContext {
  /** Who sent the message. */
  readonly from: Side;
  /** The request that it answers, where it is an answer and the request is known. */
  readonly answers?: Answered;
}

/** Where a whole message does not fit the schema: its envelope, and what its method or the request it answers asks for. */
export function validateMessage(revision: string, message: unknown, context: MessageContext): readonly Violation[] {
  if (!hasSchema(revision)) return [];
  if (!isObject(message)) return violations(revision, 'JSONRPCMessage', message);
  const method = member(message, 'method');
  if (method !== undefined) {
    const kind = Object.hasOwn(message, 'id') ? 'request' : 'notification';
    const known = typeof method === 'string' ? definitionFor(revision, method, kind, context.from) : undefined;
    return violations(revision, known ?? 'JSONRPCMessage', message);
  }
  if (Object.hasOwn(message, 'error')) {
    return violations(revision, errorDefinition(revision, message) ?? 'JSONRPCErrorResponse', message);
  }
  // To find out which kind of message it is, the schema of them all rules out one after the other. We know already.
  const isResponse = messages[revision]['JSONRPCResultResponse']?.(message) === true;
  const envelope = isResponse ? NONE : violations(revision, 'JSONRPCMessage', message);
  const { result } = message;
  const definition =
    context.answers === undefined || result === undefined
      ? undefined
      : resultDefinition(revision, context.answers, result, context.from);
  if (definition === undefined) return envelope;
  const found = violations(revision, definition, result);
  if (found.length === 0) return envelope;
  // What every result has is in both; the wrong type of the result as a whole is the envelope's.
  const seen = new Set(envelope.map(({ path }) => path));
  const inside = found.map((each) => ({ ...each, path: `/result${each.path}` }));
  return [...envelope, ...inside.filter(({ path }) => !seen.has(path))].slice(0, MAX_VIOLATIONS);
}

export { type Answered, definitionFor, type MessageKind, resultDefinition, type Side } from './methods.ts';
