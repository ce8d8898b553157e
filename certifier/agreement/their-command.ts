/**
 * Their command, in a process that runs it again and again: most of what it costs to start is what it depends on, which is loaded
 * once here. The command itself is loaded anew each time, so that nothing of one run is left for the next.
 */
import { pathToFileURL } from 'node:url';

export interface Order {
  /** The command's file, and its arguments. */
  readonly command: string;
  readonly args: readonly string[];
}
export interface Ended {
  readonly code: number;
  readonly said: string;
}

let runs = 0;
let end: (code: number) => void = () => undefined;
let said = '';

// It ends its process when it is done; whatever it calls after that changes nothing.
process.exit = ((code?: number) => end(code ?? 0)) as typeof process.exit;
process.stdout.write = () => true;
process.stderr.write = ((text: string) => {
  said = `${said}${text}`.slice(-2000);
  return true;
}) as typeof process.stderr.write;

process.on('message', async ({ command, args }: Order) => {
  runs += 1;
  said = '';
  process.argv = [process.execPath, command, ...args];
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  await import(`${pathToFileURL(command).href}?run=${runs}`);
  const code = await ended;
  process.send?.({ code, said } satisfies Ended);
});
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
