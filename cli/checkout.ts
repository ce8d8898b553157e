/** Commands that work on the repository itself: the package carries neither its documents nor what reads them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './exit.ts';
import { ROOT } from './root.ts';

export async function fromCheckout<T>(command: string, load: () => Promise<T>): Promise<T> {
  const refusal = new UsageError(`accord ${command} works in a checkout of the repository, and this is the package`);
  if (!existsSync(join(ROOT, 'specification'))) throw refusal;
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND') throw refusal;
    throw cause;
  }
}
