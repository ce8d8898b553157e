/** specification/http.md: headers that repeat arguments of a tool. */
import { argumentsFor } from '../engine/arguments.ts';
import type { Planned } from '../engine/call.ts';
import { type HeaderEdits, headerSafe } from '../engine/headers.ts';
import { mirroredHeaders } from '../engine/mirrored.ts';
import type { Probe, ProbeContext } from '../engine/probe.ts';
import type { JsonObject, Reply } from '../engine/reply.ts';
import { talkativeTools } from '../engine/talkative.ts';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** No tool asks for it: the name is nobody's. */
const UNASKED = 'Mcp-Param-Accord-Unasked';

/** The schema of a tool, with every parameter required that is annotated at its top. */
function withAnnotated(schema: unknown): JsonObject | undefined {
  if (!isObject(schema) || !isObject(schema.properties)) return undefined;
  const annotated = Object.entries(schema.properties)
    .filter(([, property]) => isObject(property) && typeof property['x-mcp-header'] === 'string')
    .map(([name]) => name);
  const required = Array.isArray(schema.required) ? schema.required : [];
  return annotated.length === 0 ? undefined : { ...schema, required: [...new Set([...required, ...annotated])] };
}

/** One byte in a header, and outside of ASCII. */
const NOT_ASCII = '\u00fc';

interface Strange {
  readonly args: JsonObject;
  readonly right: HeaderEdits;
  readonly raw: HeaderEdits;
}

/** The arguments with a letter more in the first text that a header repeats, the headers for them, and that one as it must not be sent. */
function withStranger(schema: unknown, args: JsonObject): Strange | undefined {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  for (const [name, property] of Object.entries(properties)) {
    const header = isObject(property) ? property['x-mcp-header'] : undefined;
    const text = args[name];
    if (typeof header !== 'string' || typeof text !== 'string') continue;
    const strange = { ...args, [name]: `${text}${NOT_ASCII}` };
    const right = mirroredHeaders(schema, strange);
    const field = `Mcp-Param-${header}`;
    return Object.hasOwn(right, field)
      ? { args: strange, right, raw: { [field]: strange[name] as string } }
      : undefined;
  }
  return undefined;
}

/** Another value of the same kind. */
const another = (text: string): string =>
  /^-?\d+$/.test(text)
    ? String(Number(text) + 1)
    : text === 'true'
      ? 'false'
      : text === 'false'
        ? 'true'
        : `${text}-other`;

export const probes: readonly Probe[] = [
  {
    id: 'http.params',
    title:
      'calls a tool that only reads with headers for its arguments: right, wrong, missing, one too many, and one that is not ASCII',
    risk: 'read-only-call',
    transports: ['streamable-http'],
    eras: ['stateless'],
    async run(context) {
      const tools = talkativeTools(context, /(?!)/);
      const tool = tools.find(({ schema }) => withAnnotated(schema) !== undefined) ?? tools[0];
      if (tool === undefined) return context.skip('needs-opt-in', 'no tool that declares readOnlyHint could be called');
      await callWith(context, tool);
    },
  },
];

async function callWith({ client, seed, callTimeout }: ProbeContext, { name, args, schema }: Planned): Promise<void> {
  const whole = argumentsFor(withAnnotated(schema) ?? schema, seed) ?? args;
  const headers = mirroredHeaders(schema, whole);
  const call = (given: JsonObject, edits: HeaderEdits): Promise<Reply> =>
    client.request('tools/call', { name, arguments: given }, { headers: edits, timeout: callTimeout });
  if ((await call(whole, headers)).result === undefined) return;
  await call(whole, { ...headers, [UNASKED]: 'accord' });
  const [first] = Object.entries(headers);
  if (first === undefined) return;
  const [field, text] = first as [string, string];
  await call(whole, { ...headers, [field]: headerSafe(another(text)) });
  await call(whole, { ...headers, [field]: null });
  const number = Object.entries(headers).find(([, value]) => /^-?\d+$/.test(value ?? ''));
  if (number !== undefined) await call(whole, { ...headers, [number[0]]: `${number[1]}.0` });
  const strange = withStranger(schema, whole);
  // The raw header says the very same: only its characters are wrong.
  if (strange !== undefined && (await call(strange.args, strange.right)).result !== undefined)
    await call(strange.args, { ...strange.right, ...strange.raw });
  // As few arguments as the tool takes, and no header for those that are not given.
  const few = mirroredHeaders(schema, args);
  if (Object.keys(few).length < Object.keys(headers).length) await call(args, few);
}
