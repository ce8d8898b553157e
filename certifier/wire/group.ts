/**
 * Process groups of the subjects that are running. A subject is often a launcher (npx, uv, a shell) with the server as its child:
 * signals go to the whole group, and when we leave, nothing of any group stays behind.
 */
const groups = new Set<number>();
const hasGroups = process.platform !== 'win32';

export const canSignalGroups = hasGroups;

/** Sends a signal to every process of the group. False where none is left. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(hasGroups ? -leader : leader, signal);
  } catch {
    return false;
  }
}

let watching = false;

export function register(leader: number): void {
  groups.add(leader);
  if (watching) return;
  watching = true;
  // Also when we end by process.exit or by an exception that nobody caught.
  process.on('exit', killAll);
}

export function unregister(leader: number): void {
  groups.delete(leader);
}

/** Kills every subject that is still running, at once. Synchronous, so that a SIGINT handler can call it and exit. */
export function killAll(): void {
  for (const leader of groups) signalGroup(leader, 'SIGKILL');
  groups.clear();
}
