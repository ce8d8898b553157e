/** What a script of npm does around its work: its status is the exit status, and what goes wrong is one line. */
import { failure } from './main.ts';
import { tell, watchStreams } from './terminal.ts';

export async function script(run: (words: readonly string[]) => Promise<number>): Promise<void> {
  watchStreams();
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (cause) {
    const { status, line } = failure(cause);
    if (line !== undefined) tell(line);
    process.exitCode = status;
  }
}
