/** The JSON Schema of a data file, made from the schema that its data is checked with. */
import * as z from 'zod';

/** A reader ignores what it does not know, so a later version may add members. */
export const publishedSchema = (schema: z.ZodType, name: string): object => ({
  $id: `urn:mcp-accord:api:${name}:1`,
  ...z.toJSONSchema(schema, {
    io: 'input',
    // The format says it; the pattern beside it is for nobody to read.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
    },
  }),
});
