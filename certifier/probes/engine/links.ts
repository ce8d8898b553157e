/** Links to resources in what was handed out. */
import type { Learned } from './probe.ts';

export function learnLinks({ links }: Learned, blocks: readonly unknown[]): void {
  for (const block of blocks) {
    const { type, uri } = typeof block === 'object' && block !== null ? (block as Record<string, unknown>) : {};
    if (type === 'resource_link' && typeof uri === 'string') links.add(uri);
  }
}
