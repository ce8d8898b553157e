/**
 * A mutant at byte level over stdio: a process that stands before the reference server, hands it what comes in, and hands out what
 * the mutant makes of its lines. `node filter.ts <requirement id>`.
 */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { bytesOf, payloadOf } from '../../evidence/payload.ts';
import type { WireDraft } from '../../evidence/transcript.ts';
import { referenceCommand } from '../../reference/reference.ts';
import { createLineSplitter } from '../../wire/lines.ts';
import { DEFAULT_LIMITS } from '../../wire/wire.ts';
import type { Memo } from '../engine/mutant.ts';
import { liberties, mutants } from '../mutants.ts';

const id = process.argv[2] ?? '';
const mutant = mutants[id] ?? liberties[id];
if (mutant === undefined) throw new Error(`no mutant of ${id}`);

const memo: Memo = {};
const place = { connection: 1, process: 1 } as const;
const NEWLINE = Uint8Array.of(0x0a);
const OUTPUTS = { stdout: process.stdout, stderr: process.stderr } as const;

/** Writes what the mutant lets be seen of the subject. */
function show(event: WireDraft): void {
  for (const seen of mutant?.(event, memo) ?? []) {
    if (seen.kind !== 'line' || seen.direction !== 'received' || seen.stream === 'stdin') continue;
    OUTPUTS[seen.stream].write(Buffer.concat([bytesOf(seen), seen.unterminated ? new Uint8Array() : NEWLINE]));
  }
}

function onLine(stream: Readable, take: (bytes: Uint8Array) => void): void {
  const splitter = createLineSplitter(DEFAULT_LIMITS.messageBytes, ({ bytes }) => take(bytes));
  stream.on('data', (chunk: Uint8Array) => splitter.push(chunk));
  stream.once('end', () => splitter.end());
}

const [program = '', ...rest] = referenceCommand();
const reference = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
show({ ...place, kind: 'start', direction: 'sent' });
onLine(process.stdin, (bytes) => {
  show({ ...place, kind: 'line', stream: 'stdin', direction: 'sent', ...payloadOf(bytes) });
  reference.stdin.write(Buffer.concat([bytes, NEWLINE]));
});
process.stdin.once('end', () => reference.stdin.end());
onLine(reference.stdout, (bytes) => {
  show({ ...place, kind: 'line', stream: 'stdout', direction: 'received', ...payloadOf(bytes) });
});
reference.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
