/** The processes of subjects that say which they are, and whether one is left. */
import { readFileSync } from 'node:fs';
import type { Transcript } from '../../evidence/transcript.ts';

/** Of subjects that write `pid 123` to stderr first. */
export const pidsIn = ({ events }: Transcript): readonly number[] =>
  events.flatMap((event) => {
    const pid =
      event.kind === 'line' && event.stream === 'stderr' ? /^pid (\d+)$/.exec(event.text ?? '')?.[1] : undefined;
    return pid === undefined ? [] : [Number(pid)];
  });

/** A process that has ended and that nobody has asked about yet is not alive. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
