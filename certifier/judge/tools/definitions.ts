/** specification/tools.md, definitions. */
import type { Check, Checks } from '../engine/check.ts';
import { isObject, member, quote } from '../engine/json.ts';
import type { View } from '../engine/view.ts';
import { schemaProblems } from '../schema/subject-schema.ts';
import { valueWords } from '../schema/words.ts';
import { eachTool, type JudgeTool } from './readers.ts';

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
    const judge: JudgeTool = (tool, tell) => {
      if (name === 'outputSchema' && !Object.hasOwn(tool, name)) return;
      const problem = schemaProblem(member(tool, name), ofObjects(view));
      if (problem === undefined) return;
      sink.examined();
      const message = `The \`${name}\` of the tool ${quote(member(tool, 'name'))} is not a valid JSON Schema object.`;
      if (problem !== 'none') tell({ message, ...problem });
    };
    eachTool(view, judge, sink);
  };

export const checks: Checks = {
  'tools.tool.input-schema': schemaValid('inputSchema', () => true),
  'tools.tool.output-schema': schemaValid('outputSchema', ({ revision }) => revision <= '2025-11-25'),
};
