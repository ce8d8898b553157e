/** specification/tools.md, definitions. */
import type { Check, Checks } from '../engine/check.ts';
import { at, isObject, type JsonObject, member, quote } from '../engine/json.ts';
import type { View } from '../engine/view.ts';
import { schemaProblems } from '../schema/subject-schema.ts';
import { valueWords } from '../schema/words.ts';
import { eachTool, eachToolAnywhere, type JudgeTool } from './readers.ts';

/** What is wrong with a schema that a tool lists, in words; undefined where it cannot be told. */
function schemaProblem(
  schema: unknown,
  ofObjects: boolean,
): { readonly expected: string; readonly actual: string } | 'none' | undefined {
  const type = member(schema, 'type');
  if (!isObject(schema)) return { expected: 'a JSON Schema object', actual: valueWords(schema) };
  if (ofObjects && type !== 'object')
    return { expected: '`"type": "object"` at its root', actual: `\`type\` is ${valueWords(type)}` };
  const { judged, problems } = schemaProblems(schema);
  if (!judged) return undefined;
  const [problem] = problems;
  if (problem === undefined) return 'none';
  return {
    expected: 'a JSON Schema that is valid in its dialect',
    actual: `at ${problem.path === '' ? 'its root' : `\`${problem.path}\``}: ${problem.message}`,
  };
}

/** `ofObjects`: in which revisions the root must say that it describes objects. */
const schemaValid =
  (name: 'inputSchema' | 'outputSchema', ofObjects: (view: View) => boolean): Check =>
  (view, sink) => {
    const judge: JudgeTool = (tool, tell, examined) => {
      if (name === 'outputSchema' && !Object.hasOwn(tool, name)) return;
      const problem = schemaProblem(member(tool, name), ofObjects(view));
      if (problem === undefined) return;
      examined();
      const message = `The \`${name}\` of the tool ${quote(member(tool, 'name'))} is not a valid JSON Schema object.`;
      if (problem !== 'none') tell({ message, ...problem });
    };
    eachToolAnywhere(view, judge, sink);
  };

/** Keywords that say nothing of what may stand in an object. */
const SILENT: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  'type',
  'title',
  'description',
  'properties',
  'required',
  'additionalProperties',
]);

/**
 * Whether the schema speaks of no parameter at all. One that lets others in on purpose, or describes them in another way than by
 * `properties`, is of a tool that takes something.
 */
function takesNothing(schema: unknown): schema is JsonObject {
  if (!isObject(schema) || member(schema, 'type') !== 'object') return false;
  const properties = member(schema, 'properties') ?? {};
  const others = member(schema, 'additionalProperties') ?? false;
  const required = member(schema, 'required') ?? [];
  return (
    Object.keys(schema).every((keyword) => SILENT.has(keyword)) &&
    isObject(properties) &&
    Object.keys(properties).length === 0 &&
    Array.isArray(required) &&
    required.length === 0 &&
    others === false
  );
}

const closedWithoutParameters: Check = (view, sink) => {
  const judge: JudgeTool = (tool, tell, examined) => {
    const schema = member(tool, 'inputSchema');
    if (!takesNothing(schema)) return;
    examined();
    if (Object.hasOwn(schema, 'additionalProperties')) return;
    tell({
      message: `The tool ${quote(member(tool, 'name'))} takes nothing, and its \`inputSchema\` lets everything in.`,
      expected: '`"additionalProperties": false`',
      actual: quote(schema),
    });
  };
  eachTool(view, judge, sink);
};

/** What is no schema at all is for another rule, where there is one. */
const isLeft = ({ revision }: View, value: unknown): boolean => revision >= '2025-11-25' && typeof value !== 'boolean';

/** Before this revision an `outputSchema` is a member that nobody knows. */
const OUTPUT_SINCE = '2025-06-18';

const propertiesAreObjects: Check = (view, sink) => {
  const names = view.revision >= OUTPUT_SINCE ? ['inputSchema', 'outputSchema'] : ['inputSchema'];
  const judge: JudgeTool = (tool, tell, examined) => {
    for (const name of names) {
      const properties = at(tool, name, 'properties');
      if (!isObject(properties)) continue;
      for (const [property, value] of Object.entries(properties)) {
        if (!isObject(value) && isLeft(view, value)) continue;
        examined();
        if (isObject(value)) continue;
        tell({
          message: `The property ${quote(property, 60)} in the \`${name}\` of the tool ${quote(member(tool, 'name'))} is not described by an object.`,
          expected: 'an object',
          actual: valueWords(value),
        });
      }
    }
  };
  eachTool(view, judge, sink);
};

export const checks: Checks = {
  'tools.tool.no-params-closed-schema': closedWithoutParameters,
  'tools.tool.schema-properties': propertiesAreObjects,
  'tools.tool.input-schema': schemaValid('inputSchema', () => true),
  'tools.tool.output-schema': schemaValid('outputSchema', ({ revision }) => revision <= '2025-11-25'),
};
