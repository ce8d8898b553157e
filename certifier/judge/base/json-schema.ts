/** specification/base.md: schemas that the server hands out. */
import type { Checks } from '../engine/check.ts';
import { isObject, member, quote } from '../engine/json.ts';
import { listings } from '../engine/readers.ts';

const RECOMMENDED = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;

export const checks: Checks = {
  'base.json-schema.recommended-dialect': (view, sink) => {
    for (const { value: tool, seq } of listings(view, 'tools/list').flatMap(({ items }) => items)) {
      for (const name of ['inputSchema', 'outputSchema']) {
        const schema = member(tool, name);
        if (!isObject(schema)) continue;
        sink.examined();
        const dialect = schema.$schema;
        if (dialect === undefined || (typeof dialect === 'string' && RECOMMENDED.test(dialect))) continue;
        sink.finding({
          message: `The \`${name}\` of the tool ${quote(tool.name)} is written in a dialect that not every client understands.`,
          expected: 'JSON Schema 2020-12, with or without `$schema`',
          actual: `\`$schema\`: ${quote(dialect)}`,
          seq: [seq],
        });
      }
    }
  },
};
