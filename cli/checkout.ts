/** Commands that work on the repository itself: the package does not carry what they need. */
import { UsageError } from './exit.ts';

export async function fromCheckout<T>(command: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND') {
      throw new UsageError(`accord ${command} works in a checkout of the repository, and this is the package`);
    }
    throw cause;
  }
}
