/**
 * Loaded into a build that is measured: at its end it writes the peak of its memory into the file that `ACCORD_BENCH_PEAK` names.
 * Astro ends without waiting for what was started and let go of (the search index), whose time would be in no sum: here it waits.
 */
import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';

const started = new Map<ChildProcess, Promise<unknown>>();
// Every way to start a process ends here; the types do not know it.
const prototype = ChildProcess.prototype as ChildProcess & { spawn(options: object): unknown };
const { spawn } = prototype;
prototype.spawn = function (this: ChildProcess, options) {
  started.set(
    this,
    Promise.race([once(this, 'exit'), once(this, 'error')]).catch(() => undefined),
  );
  return spawn.call(this, options);
};

const { exit } = process;
process.exit = ((code) => {
  for (const child of started.keys()) {
    child.ref();
    child.kill();
  }
  Promise.all(started.values()).then(() => exit(code));
}) as typeof exit;

const peak = process.env.ACCORD_BENCH_PEAK;
if (peak !== undefined) process.on('exit', () => writeFileSync(peak, String(process.resourceUsage().maxRSS / 1024)));
