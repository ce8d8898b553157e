/** Ctrl-C and a polite request to end: leave no process and no half-written file behind. */
import { killAll } from '../certifier/wire/stdio.ts';
import { EXIT, Interrupted } from './exit.ts';

/** Runs the work until it is done or interrupted. The signal is aborted when it is interrupted. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let times = 0;
  const onSignal = (): void => {
    times += 1;
    controller.abort(new Interrupted('interrupted'));
    killAll();
    // Whoever asks twice does not want to wait for us to tidy up.
    if (times > 1) process.exit(EXIT.interrupted);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    const result = await work(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (cause) {
    // Whatever fails because everything is being torn down is the interruption.
    throw controller.signal.aborted ? new Interrupted('interrupted') : cause;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    killAll();
  }
}
