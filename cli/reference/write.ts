/** Writes the generated pages of the reference: `npm run reference`. A test fails when they are stale. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { FOLDER, referencePages } from './pages.ts';

mkdirSync(join(ROOT, FOLDER), { recursive: true });
for (const { file, text } of await referencePages()) {
  writeFileSync(join(ROOT, file), text);
  console.log(file);
}
