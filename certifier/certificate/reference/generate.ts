/** npm run build:certificate: writes what is made of the schemas. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { certificatePage, PAGE_FILE } from './page.ts';

writeFileSync(fileURLToPath(new URL(`../../../${PAGE_FILE}`, import.meta.url)), certificatePage());
