import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { recording } from '../evidence/evidence.fixture.ts';
import type { Recorder, RecorderOptions } from '../evidence/recorder.ts';
import type { TranscriptEvent } from '../evidence/transcript.ts';
import { killAll, openStdio, type StdioOptions } from './stdio.ts';
import { eventOf, line } from './wire.fixture.ts';
import { DEFAULT_LIMITS, type StdioWire } from './wire.ts';

interface Started {
  readonly wire: StdioWire;
  readonly recorder: Recorder;
}

const opened: StdioWire[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((wire) => wire.close()));
});

/** Starts `node -e` with this program. */
function start(
  program: string,
  options: Partial<StdioOptions> = {},
  recorderOptions: Partial<RecorderOptions> = {},
): Started {
  const { recorder } = recording(recorderOptions);
  const wire = openStdio({
    command: [process.execPath, '-e', program],
    env: { PATH: process.env.PATH ?? '' },
    recorder,
    patience: { afterInput: 5000, afterTerm: 5000, forStreams: 5000 },
    ...options,
  });
  opened.push(wire);
  return { wire, recorder };
}

/** What is left of an event when its place and time are taken away, in one short line. */
function brief(event: TranscriptEvent): string {
  const { kind, direction, stream, text, base64, code, signal, awaited, bytes } = event as unknown as Record<
    string,
    unknown
  >;
  return [kind, direction, stream, text, base64, code, signal, awaited, bytes]
    .filter((each) => each !== undefined)
    .map(String)
    .join(' ');
}
const story = ({ recorder }: Started): readonly string[] => recorder.events.map(brief);
const of = (started: Started, ...kinds: string[]): readonly string[] =>
  started.recorder.events.filter(({ kind }) => kinds.includes(kind)).map(brief);

const ECHO = 'process.stdin.pipe(process.stdout)';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended and that nobody has waited for yet is not running.
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function goneSoon(pid: number): Promise<void> {
  await expect.poll(() => isRunning(pid), { timeout: 5000, interval: 10 }).toBe(false);
}

describe('the wire over stdio', () => {
  it('records every line of the three streams, and an end in order', async () => {
    const started = start(`${ECHO}; process.stderr.write('log é\\n')`);
    const { wire } = started;
    const logged = eventOf(wire, line('log é'));
    const echoed = eventOf(wire, line('{"a":"🙂"}'));
    wire.sendLine('{"a":"🙂"}');
    await Promise.all([logged, echoed]);
    await wire.close();
    const events = story(started);
    expect(events[0]).toBe('start sent');
    expect([...events].sort()).toEqual(
      [
        'start sent',
        'line sent stdin {"a":"🙂"}',
        'line received stdout {"a":"🙂"}',
        'line received stderr log é',
        'end sent stdin',
        'end received stdout',
        'end received stderr',
        'exit received 0 null',
      ].sort(),
    );
    expect(events.at(-1)).toMatch(/^exit/);
    expect(await wire.exited).toMatchObject({ kind: 'exit', code: 0, signal: null });
  });

  it('keeps a line that is not UTF-8 as base64, sent and received', async () => {
    const started = start(ECHO);
    const answered = eventOf(started.wire, (event) => event.kind === 'line' && event.stream === 'stdout');
    started.wire.sendLine(Uint8Array.of(0xff, 0x61));
    expect(await answered).toMatchObject({ base64: '/2E=' });
    expect(of(started, 'line')).toEqual(['line sent stdin /2E=', 'line received stdout /2E=']);
  });

  it('records what was sent as the lines that the subject will see', async () => {
    const started = start(ECHO);
    const answered = eventOf(started.wire, line('}'));
    started.wire.sendLine('{\n}');
    await answered;
    expect(of(started, 'line').slice(0, 2)).toEqual(['line sent stdin {', 'line sent stdin }']);
  });

  it('keeps a last line without newline, and says so', async () => {
    const started = start('process.stdout.write("a\\r\\nb")');
    await started.wire.exited;
    const lines = started.recorder.events.filter((event) => event.kind === 'line');
    expect(lines).toMatchObject([{ text: 'a\r' }, { text: 'b', unterminated: true }]);
    expect(lines[0]).not.toHaveProperty('unterminated');
  });

  it('cuts a line of 5 MiB at its bound, says by how much, and keeps the next one whole', async () => {
    const started = start('process.stdout.write("x".repeat(5 * 1024 * 1024) + "\\nnext\\n")');
    await started.wire.exited;
    const [long, truncated, next] = started.recorder.events.filter(
      ({ kind }) => kind === 'line' || kind === 'truncated',
    );
    expect(long?.kind === 'line' && long.text?.length).toBe(DEFAULT_LIMITS.messageBytes);
    expect(truncated).toMatchObject({ kind: 'truncated', stream: 'stdout', bytes: 1024 * 1024 });
    expect(next).toMatchObject({ kind: 'line', text: 'next' });
  });

  it('keeps no more of stderr and of the connection than its bounds allow, and still reads on', async () => {
    const started = start(
      'for (let i = 0; i < 100; i++) console.error("e".repeat(99)); for (let i = 0; i < 100; i++) console.log("o".repeat(99))',
      { limits: { messageBytes: 1000, stderrBytes: 1000, connectionBytes: 2500, connectionEvents: 1000 } },
    );
    expect(await started.wire.exited).toMatchObject({ code: 0 });
    const kept = (stream: string) =>
      started.recorder.events.filter((event) => event.kind === 'line' && event.stream === stream).length;
    expect(kept('stderr')).toBe(10);
    expect(kept('stdout')).toBe(15);
    expect([...of(started, 'truncated')].sort()).toEqual([
      'truncated received stderr 9000',
      'truncated received stdout 8500',
    ]);
  });

  it('records no more lines than its bound allows, says how much came after them, and takes none from the other stream', async () => {
    const started = start(
      'for (let i = 0; i < 100; i++) console.log("o"); for (let i = 0; i < 100; i++) console.error("ee")',
      { limits: { messageBytes: 1000, stderrBytes: 1000, connectionBytes: 10_000, connectionEvents: 60 } },
    );
    expect(await started.wire.exited).toMatchObject({ code: 0 });
    const kept = (stream: string) =>
      started.recorder.events.filter((event) => event.kind === 'line' && event.stream === stream).length;
    expect([kept('stdout'), kept('stderr')]).toEqual([60, 60]);
    const bytes = (stream: string) =>
      started.recorder.events
        .flatMap((event) => (event.kind === 'truncated' && event.stream === stream ? [event.bytes] : []))
        .reduce((sum, each) => sum + each, 0);
    expect([bytes('stdout'), bytes('stderr')]).toEqual([80, 120]);
  });

  it('kills a process that ignores SIGTERM, and what it started, and records every step', async () => {
    const stubborn = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);';
    const started = start(
      `${stubborn} require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(
        `${stubborn} console.log(process.pid)`,
      )}], { stdio: "inherit" })`,
      { patience: { afterInput: 20, afterTerm: 20 } },
    );
    const said = await eventOf(started.wire, line(/^\d+$/));
    const grandchild = Number('text' in said && said.text);
    expect(isRunning(grandchild)).toBe(true);
    await started.wire.close();
    expect(story(started).filter((each) => !/^(line|start|end received)/.test(each))).toEqual([
      'end sent stdin',
      'gave-up exit',
      'signal sent SIGTERM',
      'gave-up exit',
      'signal sent SIGKILL',
      'exit received null SIGKILL',
    ]);
    await goneSoon(grandchild);
  });

  it('does not wait for ever for a stream that a forgotten process holds open, and ends that process', async () => {
    const started = start(
      `const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
       console.log(child.pid); child.unref()`,
      { patience: { forStreams: 50 } },
    );
    const said = await eventOf(started.wire, line(/^\d+$/));
    expect(await started.wire.exited).toMatchObject({ code: 0 });
    await started.wire.close();
    expect(of(started, 'gave-up', 'exit', 'signal')).toEqual([
      'gave-up stream-end',
      'exit received 0 null',
      'signal sent SIGKILL',
    ]);
    await goneSoon(Number('text' in said && said.text));
  });

  it('lets go of a stream that is held by a process outside the group', async () => {
    const started = start(
      `const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit", detached: true });
       console.log(child.pid); child.unref()`,
      { patience: { forStreams: 50 } },
    );
    const said = await eventOf(started.wire, line(/^\d+$/));
    await started.wire.close();
    expect(of(started, 'exit')).toHaveLength(1);
    process.kill(Number('text' in said && said.text), 'SIGKILL');
  });

  it('says that a command was not found', async () => {
    const started = start('', { command: ['no-such-command-anywhere', 'x'] });
    const failure = eventOf(started.wire, ({ kind }) => kind === 'failure');
    started.wire.sendLine('{}');
    expect(await failure).toMatchObject({
      code: 'ENOENT',
      message: 'the command no-such-command-anywhere was not found',
    });
    expect(await started.wire.exited).toBeUndefined();
    await started.wire.close();
    expect(story(started)).toEqual(['failure received ENOENT']);
  });

  it.each([
    [
      'a folder that does not exist',
      { cwd: '/no/such/folder' },
      { code: 'ENOENT', message: 'the folder /no/such/folder does not exist' },
    ],
    ['a file that is no program', { command: ['/dev/null'] }, { code: 'EACCES' }],
    ['a command that no system can take', { command: ['a\0b'] }, { kind: 'failure' }],
  ])('says so for %s', async (_, options, expected) => {
    const started = start('', options);
    expect(await eventOf(started.wire, ({ kind }) => kind === 'failure')).toMatchObject(expected);
    await started.wire.close();
  });

  it('records how a process ended that ends at once, and that a later line could not be written', async () => {
    const started = start('process.exit(3)');
    expect(await started.wire.exited).toMatchObject({ code: 3, signal: null });
    started.wire.sendLine('{}');
    await started.wire.close();
    expect(of(started, 'exit', 'failure', 'line', 'signal')).toEqual([
      'exit received 3 null',
      'failure received EPIPE',
    ]);
  });

  it('survives a subject that closes its stdin', async () => {
    const started = start('require("node:fs").closeSync(0); console.log("closed"); setInterval(() => {}, 1000)', {
      patience: { afterInput: 20 },
    });
    await eventOf(started.wire, line('closed'));
    const failure = eventOf(started.wire, ({ kind }) => kind === 'failure');
    started.wire.sendLine('x'.repeat(1_000_000));
    expect(await failure).toMatchObject({ code: 'EPIPE' });
    await started.wire.close();
    expect(of(started, 'exit')).toEqual(['exit received null SIGTERM']);
  });

  it('sends no line after stdin was closed', async () => {
    const started = start(ECHO);
    started.wire.endInput();
    started.wire.endInput();
    started.wire.sendLine('late');
    await started.wire.exited;
    expect(of(started, 'line')).toEqual([]);
    expect(of(started, 'failure')).toEqual(['failure received EPIPE']);
    expect(of(started, 'end').filter((each) => each.includes('stdin'))).toHaveLength(1);
  });

  it('writes more than a pipe holds, and loses nothing', async () => {
    const started = start(
      'let n = 0; process.stdin.on("data", (c) => { n += c.length; process.stdin.pause(); setImmediate(() => process.stdin.resume()) }).on("end", () => console.log(n))',
    );
    for (let index = 0; index < 40; index += 1) started.wire.sendLine('x'.repeat(99_999));
    started.wire.endInput();
    await started.wire.exited;
    expect(of(started, 'line').at(-1)).toBe('line received stdout 4000000');
  });

  it('gives the process the environment that it was given and no other', async () => {
    const started = start('console.log(JSON.stringify(Object.keys(process.env).sort()))', {
      env: { A: '1', PATH: '/bin' },
    });
    await started.wire.exited;
    expect(of(started, 'line')).toEqual(['line received stdout ["A","PATH"]']);
  });

  it('shows its listeners what a mutant made of an event', async () => {
    const started = start(
      'console.log("noise"); console.log("{}")',
      {},
      { mutant: (event) => (event.kind === 'line' && event.text === 'noise' ? [] : [event, event]) },
    );
    const seen: string[] = [];
    started.wire.onEvent((event) => seen.push(brief(event)));
    await started.wire.exited;
    expect(seen.filter((each) => each.startsWith('line'))).toEqual([
      'line received stdout {}',
      'line received stdout {}',
    ]);
    expect(started.recorder.events.slice(2).map(brief)).toEqual(seen);
  });

  it('tells an event that a listener caused after the one that caused it', async () => {
    const started = start(`${ECHO}; console.log("ready")`);
    const seen: string[] = [];
    started.wire.onEvent((event) => {
      if (event.kind === 'line' && event.text === 'ready') started.wire.sendLine('go');
    });
    started.wire.onEvent((event) => seen.push(brief(event)));
    await eventOf(started.wire, line('go'));
    expect(seen).toEqual(['line received stdout ready', 'line sent stdin go', 'line received stdout go']);
  });

  it('may be closed twice', async () => {
    const started = start(ECHO);
    await Promise.all([started.wire.close(), started.wire.close()]);
    expect(of(started, 'exit')).toHaveLength(1);
  });

  it('leaves nothing behind when everything is killed at once', async () => {
    const started = start('setInterval(() => {}, 1000)');
    killAll();
    expect(await started.wire.exited).toMatchObject({ signal: 'SIGKILL' });
  });

  it('leaves nothing behind when our own process ends without closing', async () => {
    const program = `
      import { createRecorder } from ${JSON.stringify(new URL('../evidence/recorder.ts', import.meta.url).href)};
      import { openStdio } from ${JSON.stringify(new URL('./stdio.ts', import.meta.url).href)};
      const recorder = createRecorder({ header: { subject: {} }, write() {} });
      const wire = openStdio({ command: [process.execPath, '-e', 'console.log(process.pid); setInterval(() => {}, 1000)'], env: {}, recorder });
      wire.onEvent((event) => { if (event.kind === 'line') { console.log(event.text); process.exit(5); } });`;
    const ours = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(ours.stdout, 'data')) as [Buffer];
    expect(await once(ours, 'close')).toEqual([5, null]);
    await goneSoon(Number(said.toString()));
  });
});
