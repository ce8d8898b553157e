/** How a process ended, for people: with which status, and what it said last on stderr. */
import type { TranscriptEvent } from '../../evidence/transcript.ts';

const LONGEST = 200;

/** `go run` closes with the status of what it ran. */
const STATUS_OF_GO_RUN = /^exit status \d+$/;
/** A fault that the Go compiler found, with its place. */
const GO_FAULT = /^\S+\.go:\d+(?::\d+)?: /;
/** Python draws the exceptions of a group as a tree. */
const BRANCHES = /^[|+][|+\s-]*/;

interface Manner {
  /** What the last line looks like. */
  readonly last: RegExp;
  /** The line that says what went wrong, before it. */
  readonly cause: RegExp;
  /** Which, of several. */
  readonly which: 'first' | 'last';
}

/** Runtimes and compilers whose last line is not the one that says what went wrong. */
const MANNERS: readonly Manner[] = [
  // Node, which ends with its own version.
  { last: /^Node\.js v\d/, cause: /^(?:Uncaught )?\w*(?:Error|Exception)\b.*:/, which: 'last' },
  // Go, which ends with where its goroutines were.
  { last: /\.go:\d+(?: \+0x[0-9a-f]+)?$/, cause: /^(?:panic|fatal error): /, which: 'last' },
  // The Go compiler, which names its faults in the order of the file, and then what to get.
  { last: /\.go:\d+:\d+: |^too many errors$|^go get /, cause: GO_FAULT, which: 'first' },
];

/** What a process said on stderr before it fell silent, in one line: what went wrong, where that can be told. */
export function lastWords(events: readonly TranscriptEvent[]): string | undefined {
  const words = events
    .flatMap((event) => (event.kind === 'line' && event.stream === 'stderr' ? [event.text ?? ''] : []))
    .map((line) => line.trim().replace(BRANCHES, ''))
    .filter((line) => line !== '' && !STATUS_OF_GO_RUN.test(line));
  const last = words.at(-1) ?? '';
  const { which, cause } = MANNERS.find((each) => each.last.test(last)) ?? { which: 'last', cause: /$^/ };
  const isCause = (line: string): boolean => cause.test(line);
  const index = which === 'first' ? words.findIndex(isCause) : words.findLastIndex(isCause);
  const said = words[index] ?? last;
  // What ends with a colon is said in the line after it.
  const whole = said.endsWith(':') ? [said, words[index + 1] ?? ''].join(' ').trim() : said;
  if (whole === '') return undefined;
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST - 1)}…` : whole;
}

export interface Ending {
  /** `with status 1`, `by SIGKILL`. */
  readonly how: string;
  readonly said?: string;
}

/** Of the first process that ended; undefined where none has. */
export function endingOf(events: readonly TranscriptEvent[]): Ending | undefined {
  const exit = events.find((event) => event.kind === 'exit');
  if (exit?.kind !== 'exit') return undefined;
  const said = lastWords(events);
  return {
    how: exit.signal === null ? `with status ${exit.code}` : `by ${exit.signal}`,
    ...(said === undefined ? {} : { said }),
  };
}

/** Why a conversation stopped in the middle, as far as its process has told. */
export function endedEarly(events: readonly TranscriptEvent[], connection: number): string {
  const ending = endingOf(events.filter((event) => event.connection === connection));
  const said = ending?.said === undefined ? '' : `; its last words on stderr: “${ending.said}”`;
  return ending === undefined ? 'the subject had ended' : `the subject had ended ${ending.how}${said}`;
}
