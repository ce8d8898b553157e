/**
 * Reads a transcript, and refuses what is none. Pure, without Node: it also runs in the browser. It accepts exactly what
 * `transcript.schema.json` accepts, and says in one line where a file departs from it.
 */
import { TRANSCRIPT_FORMAT, type Transcript, type TranscriptEvent, type TranscriptHeader } from './transcript.ts';

/** The text is not a transcript. The message is one line for people: where, what is wrong, what to do. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError';
  /** From 1; undefined where it concerns the whole file. */
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(line === undefined ? message : `line ${line}: ${message}`);
    this.line = line;
  }
}

/** Says what a value should have been; undefined where it is that. */
type Rule = (value: unknown) => string | undefined;
interface Member {
  readonly rule: Rule;
  readonly optional?: true;
}
type Shape = Readonly<Record<string, Member>>;
/** A shape as each of many objects is held against it. */
interface Members {
  readonly all: readonly (readonly [string, Member])[];
  readonly names: ReadonlySet<string>;
}
type JsonObject = Readonly<Record<string, unknown>>;

const membersOf = (shape: Shape): Members => ({ all: Object.entries(shape), names: new Set(Object.keys(shape)) });

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const rule =
  (expected: string, holds: (value: unknown) => boolean): Rule =>
  (value) =>
    holds(value) ? undefined : expected;
const oneOf = (...words: readonly string[]): Rule =>
  rule(words.length === 1 ? `"${words[0]}"` : `one of ${words.join(', ')}`, (value) =>
    words.some((word) => word === value),
  );
const atLeast = (minimum: number): Rule =>
  rule(`a whole number of at least ${minimum}`, (value) => Number.isInteger(value) && (value as number) >= minimum);

const string = rule('a string', (value) => typeof value === 'string');
const word = rule('a string that is not empty', (value) => typeof value === 'string' && value !== '');
const strings = rule(
  'an array of strings',
  (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
);
const duration = rule('a number that is not negative', (value) => typeof value === 'number' && value >= 0);
const yes = rule('true', (value) => value === true);
const base64 = rule('base64', (value) => typeof value === 'string' && !/[^A-Za-z0-9+/=]/.test(value));
const utc = rule(
  'a time in UTC, as in 2026-01-31T12:00:00Z',
  (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value),
);
const fields = rule(
  'an array of pairs of strings',
  (value) =>
    Array.isArray(value) &&
    value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((each) => typeof each === 'string')),
);

const must = (each: Rule): Member => ({ rule: each });
const may = (each: Rule): Member => ({ rule: each, optional: true });

const SUITE: Shape = { name: must(string), version: must(string) };
const SUBJECT: Shape = {
  role: must(oneOf('server', 'client', 'authorization-server')),
  transport: must(oneOf('stdio', 'streamable-http')),
  command: may(strings),
  env: may(strings),
  url: may(string),
};
const object = rule('an object', isObject);
const HEADER: Shape = {
  format: must(string),
  suite: must(object),
  subject: must(object),
  startedAt: must(utc),
  seed: must(string),
};

const BASE: Shape = {
  seq: must(atLeast(1)),
  at: must(duration),
  connection: must(atLeast(0)),
  kind: must(string),
  redacted: may(atLeast(1)),
};
const direction = must(oneOf('sent', 'received'));
const sent = must(oneOf('sent'));
const received = must(oneOf('received'));
const onProcess = { process: must(atLeast(1)) };
const onExchange = { exchange: must(atLeast(1)) };
const onEither = { process: may(atLeast(1)), exchange: may(atLeast(1)) };
const payload = { text: may(string), base64: may(base64) };
const unterminated = may(yes);
const stream = must(oneOf('stdin', 'stdout', 'stderr', 'response'));

const OWN: Readonly<Record<TranscriptEvent['kind'], Shape>> = {
  start: { ...onProcess, direction: sent },
  line: { ...onProcess, direction, stream: must(oneOf('stdin', 'stdout', 'stderr')), unterminated, ...payload },
  exit: {
    ...onProcess,
    direction: received,
    code: must(rule('a whole number or null', (value) => value === null || Number.isInteger(value))),
    signal: must(rule('a string or null', (value) => value === null || typeof value === 'string')),
  },
  signal: { ...onProcess, direction: sent, signal: must(word) },
  request: {
    ...onExchange,
    direction: sent,
    method: must(word),
    target: must(string),
    headers: must(fields),
    ...payload,
  },
  response: { ...onExchange, direction: received, status: must(atLeast(0)), headers: must(fields) },
  body: { ...onExchange, direction: received, unterminated, ...payload },
  sse: {
    ...onExchange,
    direction: received,
    stream: must(oneOf('sse')),
    text: must(string),
    event: may(string),
    id: may(string),
    retry: may(duration),
    comment: may(yes),
    unterminated,
  },
  end: { ...onEither, direction, stream },
  failure: { ...onEither, direction: received, code: must(word), message: must(string) },
  reach: { direction: received, address: must(word), code: may(word) },
  truncated: { ...onEither, direction, stream, bytes: must(atLeast(1)) },
  'gave-up': {
    ...onEither,
    awaited: must(oneOf('response', 'exit', 'stream-end', 'silence')),
    id: may(rule('a string or a number', (value) => typeof value === 'string' || typeof value === 'number')),
    after: must(duration),
  },
  mark: { mark: must(string) },
};

const probe = must(word);
const revision = must(word);
const OF_MARKS: Readonly<Record<string, Shape>> = {
  connection: { revision, purpose: must(string) },
  probe: { probe },
  skipped: {
    probe,
    revision,
    reason: must(oneOf('not-exercised', 'needs-opt-in', 'needs-fixture', 'needs-credentials', 'untestable')),
    detail: may(string),
  },
  'harness-error': { probe, revision, message: must(string) },
};

/** Every event of a kind has the same members: they are put together once. */
const whole = <K extends string>(table: Readonly<Record<K, Shape>>, base: Shape): Readonly<Record<K, Members>> => {
  const all: [string, Members][] = Object.entries<Shape>(table).map(([name, own]) => [
    name,
    membersOf({ ...base, ...own }),
  ]);
  return Object.fromEntries(all) as Record<K, Members>;
};
const EVENTS = whole(OWN, BASE);
const MARKS = whole(OF_MARKS, { ...BASE, ...OWN.mark });

const quote = (value: unknown): string => {
  const said = JSON.stringify(value);
  return said.length > 60 ? `${said.slice(0, 60)}…` : said;
};

function conform(value: JsonObject, { all, names }: Members, what: string, line: number): void {
  for (const [name, member] of all) {
    if (!Object.hasOwn(value, name)) {
      if (member.optional) continue;
      throw new TranscriptError(`${what} has no "${name}"; this file was changed or is not a transcript.`, line);
    }
    const expected = member.rule(value[name]);
    if (expected !== undefined) {
      throw new TranscriptError(`"${name}" of ${what} must be ${expected}, and is ${quote(value[name])}.`, line);
    }
  }
  const unknown = Object.keys(value).find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new TranscriptError(`${what} has a member "${unknown}", which ${TRANSCRIPT_FORMAT} does not know.`, line);
  }
}

function asHeader(value: unknown): TranscriptHeader {
  if (!isObject(value) || !Object.hasOwn(value, 'format')) {
    throw new TranscriptError('this is not the header of a transcript; give a file that `accord certify` wrote.', 1);
  }
  if (value.format !== TRANSCRIPT_FORMAT) {
    throw new TranscriptError(
      `the format is ${quote(value.format)}, and this version of accord reads ${TRANSCRIPT_FORMAT}; use the version that wrote it.`,
      1,
    );
  }
  conform(value, membersOf(HEADER), 'the header', 1);
  conform(value.suite as JsonObject, membersOf(SUITE), '"suite"', 1);
  conform(value.subject as JsonObject, membersOf(SUBJECT), '"subject"', 1);
  return value as unknown as TranscriptHeader;
}

const named = <T>(table: Readonly<Record<string, T>>, name: unknown): T | undefined =>
  typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;

function asEvent(value: unknown, seq: number, line: number): TranscriptEvent {
  if (!isObject(value)) throw new TranscriptError(`an event must be an object, and this is ${quote(value)}.`, line);
  const { kind } = value;
  const own = named(EVENTS, kind);
  if (own === undefined) {
    throw new TranscriptError(
      kind === undefined ? 'an event has no "kind".' : `${TRANSCRIPT_FORMAT} knows no event of kind ${quote(kind)}.`,
      line,
    );
  }
  const what = `a "${kind}" event`;
  const shape = kind === 'mark' ? named(MARKS, value.mark) : own;
  if (shape === undefined) {
    throw new TranscriptError(`${TRANSCRIPT_FORMAT} knows no mark ${quote(value.mark ?? null)}.`, line);
  }
  conform(value, shape, what, line);

  const hasText = Object.hasOwn(value, 'text');
  const hasBase64 = Object.hasOwn(value, 'base64');
  if (hasText && hasBase64)
    throw new TranscriptError(`${what} has both "text" and "base64"; one of them is right.`, line);
  if ((kind === 'line' || kind === 'body') && !hasText && !hasBase64) {
    throw new TranscriptError(`${what} has neither "text" nor "base64".`, line);
  }
  if (value.seq !== seq) {
    throw new TranscriptError(
      `"seq" is ${quote(value.seq)} where ${seq} was due: events are missing, repeated or out of order; use the file as it was recorded.`,
      line,
    );
  }
  return value as unknown as TranscriptEvent;
}

export function readTranscript(text: string): Transcript {
  if (text.trim() === '') {
    throw new TranscriptError('the transcript is empty; record one with `accord certify`.');
  }
  const lines = text.split('\n');
  const isTerminated = lines.at(-1) === '';
  if (isTerminated) lines.pop();

  const parse = (line: string, index: number): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      const number = index + 1;
      if (line.trim() === '') throw new TranscriptError('an empty line stands between events; remove it.', number);
      if (index === 0) {
        throw new TranscriptError('this is not JSON; give a file that `accord certify` wrote.', number);
      }
      if (index === lines.length - 1 && !isTerminated) {
        throw new TranscriptError(
          'the transcript breaks off in the middle of this line; record it again, or remove the line.',
          number,
        );
      }
      throw new TranscriptError('this is not JSON; use the file as it was recorded.', number);
    }
  };

  const [first = '', ...rest] = lines;
  const header = asHeader(parse(first, 0));
  // Line 2 holds the event with seq 1.
  const events = rest.map((line, index) => asEvent(parse(line, index + 1), index + 1, index + 2));
  return { header, events };
}
