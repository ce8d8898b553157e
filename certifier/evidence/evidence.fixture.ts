/** What the tests of this folder and of the wire share. */
import { createRecorder, type Recorder, type RecorderOptions } from './recorder.ts';
import { TRANSCRIPT_FORMAT, type TranscriptHeader } from './transcript.ts';

export const HEADER: TranscriptHeader = {
  format: TRANSCRIPT_FORMAT,
  suite: { name: 'mcp-accord', version: '0.1.0' },
  subject: { role: 'server', transport: 'stdio', command: ['server'] },
  startedAt: '2026-01-31T12:00:00.000Z',
  seed: 'seed',
};

export interface Recording {
  readonly recorder: Recorder;
  /** The file so far. */
  text(): string;
}

export function recording(options: Partial<RecorderOptions> = {}): Recording {
  const lines: string[] = [];
  const recorder = createRecorder({ header: HEADER, write: (line) => lines.push(line), ...options });
  return { recorder, text: () => lines.map((line) => `${line}\n`).join('') };
}
