/**
 * What Astro has read of the documents it keeps in a file, and hands it to the pages as a module: a program of tens of megabytes at
 * a thousand RFCs, which the bundler parses, prints and writes, and Node compiles. A build reads that file as what it is: data.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Of the file, and of the module, at Astro. Were it called otherwise one day, a build would be slower and as right. */
const FILE = 'data-store.json';
const MODULE = /^\0astro:data-layer-content$/;

/** A module that holds what the file holds when the pages are made. */
export const readingModule = (file: string): string =>
  `import { readFileSync } from 'node:fs';\nexport default JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));\n`;

export function storeAsData(): AstroIntegration {
  /** Undefined where Astro keeps it in several files. */
  let file: string | undefined;
  return {
    name: 'accord:store-as-data',
    hooks: {
      'astro:config:setup': ({ command, updateConfig }) => {
        // While writing it changes, and Astro watches it.
        if (command !== 'build') return;
        const load = {
          order: 'pre' as const,
          filter: { id: MODULE },
          handler: () =>
            file !== undefined && existsSync(file) ? { code: readingModule(file), map: { mappings: '' } } : undefined,
        };
        updateConfig({ vite: { plugins: [{ name: 'accord-store-as-data', load }] } });
      },
      'astro:config:done': ({ config }) => {
        const isOneFile = config.experimental.collectionStorage === 'single-file';
        file = isOneFile ? fileURLToPath(new URL(FILE, config.cacheDir)) : undefined;
      },
    },
  };
}
