/** What is going on, on one line of the terminal that is rewritten; nothing where nobody watches. */
import type { Progress } from '../certifier/certify.ts';
import { cut } from '../certifier/report/columns.ts';
import { visible } from '../certifier/report/safe.ts';
import { isWatched, widthOf } from './terminal.ts';

const ERASE = '\r\u001b[2K';

export interface ProgressLine {
  show(progress: Progress): void;
  /** Erases the line. */
  end(): void;
}

const wordsOf = ({ phase, title, revision, done, total }: Progress): string =>
  phase === 'start'
    ? 'starting, and finding out which revisions it speaks'
    : phase === 'done'
      ? 'judging'
      : `${revision ?? ''}  ${done + 1}/${total}  ${title ?? ''}`.trim();

export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  if (!isWatched(stream)) return { show: () => undefined, end: () => undefined };
  let shown = false;
  return {
    show(progress) {
      shown = true;
      stream.write(`${ERASE}${cut(visible(`≟ ${wordsOf(progress)}`), widthOf(stream) - 1)}`);
    },
    end() {
      if (shown) stream.write(ERASE);
      shown = false;
    },
  };
}
