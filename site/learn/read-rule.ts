/** A rule as somebody wrote it, or one line that says what is wrong with it. */
import { isObject, type JsonObject } from '../../certifier/judge/engine/json.ts';
import { CONDITIONS, type Rule } from './server.ts';

/** Deeper than any message of the protocol; what fills in a rule goes down into it. */
const MOST_LEVELS = 40;

const isDeeper = (value: unknown, levels = MOST_LEVELS): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1)));

/** More than any rule of this server needs. */
export const MOST_CHARACTERS = 20_000;

export class RuleError extends Error {
  override readonly name = 'RuleError';
}

const MEMBERS: ReadonlySet<string> = new Set(['when', 'status', 'headers', 'result', 'error']);

function refuse(value: JsonObject): string | undefined {
  const { when, status, headers, result, error } = value;
  const unknown = Object.keys(value).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined)
    return `A rule has no member "${unknown}"; it has when, status, headers, result and error.`;
  if (!isObject(when)) return 'A rule needs "when": an object that says which requests it answers.';
  const condition = Object.keys(when).find((name) => !Object.hasOwn(CONDITIONS, name));
  if (condition !== undefined)
    return `"${condition}" is no condition. Known are ${Object.keys(CONDITIONS).join(', ')}.`;
  if (
    status !== undefined &&
    !(typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599)
  )
    return '"status" must be a whole number from 200 to 599.';
  if (headers !== undefined && !(isObject(headers) && Object.values(headers).every((each) => typeof each === 'string')))
    return '"headers" must be an object whose values are texts.';
  if (result !== undefined && error !== undefined)
    return 'A rule answers with a result or with an error, and not with both.';
  if (result !== undefined && !isObject(result)) return '"result" must be an object.';
  if (error !== undefined && !isObject(error)) return '"error" must be an object.';
  return undefined;
}

export function readRule(text: string): Rule {
  if (text.length > MOST_CHARACTERS) {
    throw new RuleError(`This is ${text.length} characters long, and a rule ${MOST_CHARACTERS} at most.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RuleError(`This is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (!isObject(value)) throw new RuleError('A rule must be a JSON object.');
  if (isDeeper(value)) throw new RuleError(`This is nested more than ${MOST_LEVELS} levels deep.`);
  const wrong = refuse(value);
  if (wrong !== undefined) throw new RuleError(wrong);
  return value as unknown as Rule;
}
