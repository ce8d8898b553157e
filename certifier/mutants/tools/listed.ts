/** Changes of the list of tools. */
import { type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { onResult } from '../engine/change.ts';
import { isFirstPage } from '../engine/faults.ts';
import type { Mutant } from '../engine/mutant.ts';

/** One more tool at the end of the first page; nothing says that it only reads, so it is not called. */
export const withTool = (tool: JsonObject): Mutant =>
  onResult('tools/list', (result, asked) =>
    isFirstPage(asked)
      ? {
          ...result,
          tools: [
            ...objectsIn(result.tools),
            { description: 'One more tool.', inputSchema: { type: 'object', additionalProperties: false }, ...tool },
          ],
        }
      : undefined,
  );

export const taking = (name: string, schema: JsonObject): JsonObject => ({
  inputSchema: { type: 'object', properties: { [name]: schema } },
});
