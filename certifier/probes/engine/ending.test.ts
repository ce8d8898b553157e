import { describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../evidence/transcript.ts';
import { endedEarly, lastWords } from './ending.ts';
import { silenceOf } from './silence.ts';

let seq = 0;
const line = (stream: 'stdout' | 'stderr', text: string, connection = 1): TranscriptEvent => {
  seq += 1;
  return { seq, at: seq, connection, process: connection, kind: 'line', direction: 'received', stream, text };
};
const closed = (connection = 1): TranscriptEvent => {
  seq += 1;
  return { seq, at: seq, connection, process: connection, kind: 'end', direction: 'sent', stream: 'stdin' };
};
const exit = (code: number, connection = 1): TranscriptEvent => {
  seq += 1;
  return { seq, at: seq, connection, process: connection, kind: 'exit', direction: 'received', code, signal: null };
};
const said = (text: string): readonly TranscriptEvent[] => text.split('\n').map((each) => line('stderr', each));

describe('the last words of a process name the cause, as they came from', () => {
  test.each([
    ['a program that says it last', 'starting\nno API key', 'no API key'],
    [
      'Node',
      'node:internal\nUncaught RangeError: no port\n    at a.js:1\n\nNode.js v24.1.0',
      'Uncaught RangeError: no port',
    ],
    [
      'Python',
      'Traceback (most recent call last):\n  File "server.py", line 32, in <module>\n    city = params["city"]\nKeyError: \'city\'',
      "KeyError: 'city'",
    ],
    [
      'a task group of Python',
      '  + Exception Group Traceback (most recent call last):\n  |   File "a.py", line 6, in <module>\n  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n    |   File "a.py", line 3, in bad\n    | ValueError: no token\n    +------------------------------------',
      'ValueError: no token',
    ],
    [
      'a program in Go',
      'panic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/main.go:3 +0x28',
      'panic: assignment to entry in nil map',
    ],
    [
      '`go run`, which adds a status',
      'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [select (no cases)]:\nmain.main()\n\t/srv/main.go:3 +0xf\nexit status 2',
      'fatal error: all goroutines are asleep - deadlock!',
    ],
    [
      'the compiler of Go, the first of many',
      '# weather\n./main.go:3:15: declared and not used: a\n./main.go:7:2: declared and not used: b\n./main.go:7:2: too many errors',
      './main.go:3:15: declared and not used: a',
    ],
    [
      'a module of Go that is not there',
      'main.go:3:2: no required module provides package example.com/nothing; to add it:\n\tgo get example.com/nothing',
      'main.go:3:2: no required module provides package example.com/nothing; to add it: go get example.com/nothing',
    ],
    [
      'a log that only looks like one of these',
      'ready\nlistening, as main.go:12 says',
      'listening, as main.go:12 says',
    ],
    ['a log with a place and no cause', 'ready\nserving at main.go:12', 'serving at main.go:12'],
  ])('%s', (_, text, expected) => {
    expect(lastWords(said(text))).toBe(expected);
  });

  test('nothing, where it said nothing', () => {
    expect(lastWords([...said('\n  \n'), line('stdout', 'Error: not here')])).toBeUndefined();
  });

  test('a short line, however long the one that it was', () => {
    expect(lastWords(said('x'.repeat(5000)))).toHaveLength(200);
  });
});

describe('a conversation that stopped in the middle', () => {
  test('is told with the status and the words of its own process', () => {
    const events = [line('stderr', 'other trouble', 2), exit(3, 2), ...said("KeyError: 'city'"), exit(1)];
    expect(endedEarly(events, 1)).toBe(
      "the subject had ended with status 1; its last words on stderr: “KeyError: 'city'”",
    );
    expect(endedEarly([exit(0)], 1)).toBe('the subject had ended with status 0');
    expect(endedEarly(events, 3)).toBe('the subject had ended');
  });
});

describe('a process that answered nothing', () => {
  const answer = '{"jsonrpc":"2.0","id":1,"result":{}}';
  const of = (...events: readonly TranscriptEvent[]) => silenceOf({ header: {} as never, events });

  test('and did so when its stdin was closed is told that it keeps its output back', () => {
    const { message, advice } = of(closed(1), line('stdout', 'ready', 1), line('stdout', answer, 1));
    expect(message).toBe(' Its answers came only when its stdin was closed.');
    expect(advice).toContain('flush=True');
  });

  test('and wrote to another client that was still connected is not told so', () => {
    expect(of(closed(1), line('stdout', answer, 2)).message).toBe('');
  });

  test('and wrote something else is shown it', () => {
    const { message, advice } = of(line('stdout', 'Ready.'), line('stderr', 'log'), closed());
    expect(message).toBe(' It wrote to stdout what is no message: “Ready.”.');
    expect(advice).toContain('Logs belong on stderr');
  });

  test('and wrote to stderr alone is shown that', () => {
    expect(of(line('stderr', 'listening on 8000'), closed()).message).toBe(
      ' The last line on its stderr is “listening on 8000”.',
    );
  });

  test('and wrote nothing may have needed longer', () => {
    const { message, advice } = of(closed());
    expect(message).toBe('');
    expect(advice).toMatch(/a longer --start-timeout\..*go run/);
  });
});
