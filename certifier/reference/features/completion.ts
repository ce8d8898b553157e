/** Completion: suggestions for the arguments of prompts and of resource templates, by prefix, the best hundred at most. */
import { invalidParams } from '../errors.ts';
import { isObject, type Members, type Result } from '../jsonrpc.ts';
import { argumentsTaken } from './prompts.ts';
import { exists, TEMPLATE } from './resources.ts';

const MOST = 100;

const WORDS = ['paper', 'parcel', 'pebble', 'pencil', 'test-case', 'test-value', 'testimony'];
const LANGUAGES = ['Danish', 'Dutch', 'English', 'Esperanto', 'French', 'German', 'Swahili', 'Turkish'];
/** More than fit into one answer, so that `hasMore` and `total` are seen at work. */
const IDS = Array.from({ length: 150 }, (_, index) => `${index + 1}`);

const SUGGESTIONS: Readonly<Record<string, readonly string[]>> = {
  arg1: WORDS,
  arg2: WORDS,
  language: LANGUAGES,
  id: IDS,
};

export function complete(params: Members): Result {
  const { name, value } = argumentIn(params);
  checkContext(params['context']);
  if (!takenBy(params['ref']).includes(name)) throw invalidParams(`Unknown argument: ${name}`);
  const prefix = value.toLowerCase();
  const all = (SUGGESTIONS[name] ?? []).filter((one) => one.toLowerCase().startsWith(prefix));
  return { completion: { values: all.slice(0, MOST), total: all.length, hasMore: all.length > MOST } };
}

/** The arguments of the prompt or template that is referred to. Throws -32602 where it does not exist. */
function takenBy(ref: unknown): readonly string[] {
  if (!isObject(ref)) throw invalidParams('"ref" must be an object');
  if (ref['type'] === 'ref/prompt') return argumentsTaken(ref['name']);
  if (ref['type'] !== 'ref/resource') throw invalidParams('"ref.type" must be "ref/prompt" or "ref/resource"');
  const { uri } = ref;
  if (uri === TEMPLATE) return ['id'];
  if (typeof uri === 'string' && exists(uri)) return [];
  throw invalidParams('Unknown resource or resource template');
}

function argumentIn(params: Members): { readonly name: string; readonly value: string } {
  const given = isObject(params['argument']) ? params['argument'] : {};
  const { name, value } = given;
  if (typeof name !== 'string' || typeof value !== 'string') {
    throw invalidParams('"argument" must have the strings "name" and "value"');
  }
  return { name, value };
}

function checkContext(context: unknown): void {
  const given = isObject(context) ? (context['arguments'] ?? {}) : {};
  const valid = (context === undefined || isObject(context)) && isObject(given);
  if (!valid || Object.values(given).some((value) => typeof value !== 'string')) {
    throw invalidParams('"context.arguments" must be an object of strings');
  }
}
