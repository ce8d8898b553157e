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

/** What stands above a page, the widest first: its name, and its address on the site. */
const trailFields = z.array(z.object({ name: z.string(), address: z.string() }));

const files = glob({
  base: '.',
  pattern: [...DOCUMENTS],
  // Measured: it makes an edit cheap while writing and a build slower.
  deferRender: import.meta.env.DEV,
  generateId: ({ entry }) => documentOf(entry)?.id || 'index',
});

const documents: Loader = {
  name: 'accord-documents',
  load: async (context) => {
    const { logger } = context;
    const faults: string[] = [];
    // A page shows facts from other files (the catalogue), so a rendering kept from an earlier build may be false.
    if (import.meta.env.PROD) context.store.clear();
    await files.load({
      ...context,
      // The loader reports a document that cannot be rendered and goes on without it. A build must not.
      logger: {
        info: (message: string) => logger.info(message),
        warn: (message: string) => logger.warn(message),
        debug: (message: string) => logger.debug(message),
        error: (message: string) => faults.push(message),
      } as unknown as typeof logger,
      parseData: ({ id, data, filePath }) =>
        context.parseData({
          id,
          data: prepared(data, filePath) as never,
          ...(filePath === undefined ? {} : { filePath }),
        }),
    });
    for (const fault of faults) logger.error(fault);
    if (faults.length > 0 && import.meta.env.PROD) {
      throw new Error(
        `${faults.length === 1 ? 'A page' : `${faults.length} pages`} cannot be built:\n${faults.join('\n')}`,
      );
    }
  },
};

/** Starlight's fields and ours. Starlight would make them anew for each document, to find a picture beside it: ours shows none. */
const fields = docsSchema({
  extend: z.object({ rfc: rfcFields.optional(), group: groupFields.optional(), trail: trailFields.optional() }),
})({ image: () => z.never() as never });

export const collections = { docs: defineCollection({ loader: documents, schema: fields }) };
