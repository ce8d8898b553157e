/**
 * One collection for every document of the repository, wherever it stands, through one loader: two loaders on one collection
 * would delete each other's entries.
 */

import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob, type Loader } from 'astro/loaders';
import { z } from 'astro/zod';
import { groupFields, prepared, rfcFields } from './lib/front-matter.ts';
import { DOCUMENTS, documentOf } from './lib/pages.ts';

const files = glob({
  base: '.',
  pattern: [...DOCUMENTS],
  // Measured: it makes an edit cheap while writing and a build slower.
  deferRender: import.meta.env.DEV,
  generateId: ({ entry }) => documentOf(entry)?.id || 'index',
});

const documents: Loader = {
  name: 'accord-documents',
  load: (context) =>
    files.load({
      ...context,
      parseData: ({ id, data, filePath }) =>
        context.parseData({
          id,
          data: prepared(data, filePath) as never,
          ...(filePath === undefined ? {} : { filePath }),
        }),
    }),
};

export const collections = {
  docs: defineCollection({
    loader: documents,
    schema: docsSchema({
      extend: z.object({ rfc: rfcFields.optional(), group: groupFields.optional() }),
    }),
  }),
};
