/** Many certificates with their reports and transcripts, as they lie below `implementations/`: for the benchmark. */
import { linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with `count` copies of what stands in `from`. Links, so that the disk holds it once; each is read and judged by itself. */
export function storedCopies(from: string, folder: string, count: number): string {
  const files = readdirSync(from);
  for (let index = 0; index < count; index++) {
    const place = join(folder, 'vendor', `product-${index}`, '1.0.0', 'stdio');
    mkdirSync(place, { recursive: true });
    for (const file of files) linkSync(join(from, file), join(place, file));
  }
  return folder;
}
