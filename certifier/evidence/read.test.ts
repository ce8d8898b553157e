import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { HEADER, recording } from './evidence.fixture.ts';
import { readTranscript, TranscriptError } from './read.ts';
import schema from './transcript.schema.json' with { type: 'json' };

const place = { seq: 1, at: 0.125, connection: 1 };
const onProcess = { ...place, process: 1 };
const onExchange = { ...place, exchange: 1 };

/** One of every kind, with every member that it can have. */
const SAMPLES = [
  { ...onProcess, kind: 'start', direction: 'sent' },
  { ...onProcess, kind: 'line', stream: 'stdout', direction: 'received', text: '{}', unterminated: true, redacted: 2 },
  { ...onProcess, kind: 'line', stream: 'stdin', direction: 'sent', base64: '/w==' },
  { ...onProcess, kind: 'exit', direction: 'received', code: 1, signal: null },
  { ...onProcess, kind: 'exit', direction: 'received', code: null, signal: 'SIGKILL' },
  { ...onProcess, kind: 'signal', direction: 'sent', signal: 'SIGTERM' },
  { ...onExchange, kind: 'request', direction: 'sent', method: 'GET', target: '/mcp', headers: [['Accept', '*/*']] },
  { ...onExchange, kind: 'request', direction: 'sent', method: 'POST', target: '/', headers: [], text: '{' },
  { ...onExchange, kind: 'response', direction: 'received', status: 200, headers: [['A', 'b']] },
  { ...onExchange, kind: 'body', direction: 'received', text: '{}' },
  { ...onExchange, kind: 'body', direction: 'received', base64: '/w==', unterminated: true },
  { ...onExchange, kind: 'sse', direction: 'received', stream: 'sse', text: '', event: 'e', id: '', retry: 5 },
  { ...onExchange, kind: 'sse', direction: 'received', stream: 'sse', text: 'ping', comment: true, unterminated: true },
  { ...onProcess, kind: 'end', direction: 'sent', stream: 'stdin' },
  { ...onExchange, kind: 'end', direction: 'received', stream: 'response' },
  { ...place, kind: 'failure', direction: 'received', code: 'ECONNREFUSED', message: 'refused' },
  { ...place, kind: 'reach', direction: 'received', address: '127.0.0.2' },
  { ...place, kind: 'reach', direction: 'received', address: '127.0.0.2', code: 'ECONNREFUSED' },
  { ...onProcess, kind: 'truncated', direction: 'received', stream: 'stdout', bytes: 9 },
  { ...onExchange, kind: 'gave-up', awaited: 'response', id: 'a', after: 100 },
  { ...onProcess, kind: 'gave-up', awaited: 'exit', after: 2000, id: 4 },
  { ...place, kind: 'mark', mark: 'connection', revision: '2025-11-25', purpose: 'discovery' },
  { ...place, kind: 'mark', mark: 'probe', probe: 'tools.list' },
  { ...place, kind: 'mark', mark: 'skipped', probe: 'p', revision: 'r', reason: 'needs-opt-in', detail: 'why' },
  { ...place, kind: 'mark', mark: 'harness-error', probe: 'p', revision: 'r', message: 'm' },
] as const;

const fileOf = (...lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const validate = new Ajv2020({ allErrors: false, allowUnionTypes: true }).compile(schema);

function accepts(event: unknown): boolean {
  try {
    readTranscript(fileOf(HEADER, event));
    return true;
  } catch (error) {
    if (error instanceof TranscriptError) return false;
    throw error;
  }
}
function refusal(text: string): string {
  try {
    readTranscript(text);
  } catch (error) {
    if (error instanceof TranscriptError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

const WRONG = [null, {}, [], -1, 1.5, 0, '', 'other', '%', true, false, [['a']], [['a', 'b', 'c']], [1]];

/** The value with each member removed, and with each member given each wrong value, and with one member too many. */
function* spoiled(value: object): Generator<Record<string, unknown>> {
  yield { ...value, extra: 1 };
  yield { ...value, text: 'x', base64: '/w==' };
  for (const name of Object.keys(value)) {
    const without: Record<string, unknown> = { ...value };
    delete without[name];
    yield without;
    for (const wrong of WRONG) yield { ...value, [name]: wrong };
  }
}

describe('reading a transcript', () => {
  it('gives back what the recorder wrote', () => {
    const { recorder, text } = recording();
    recorder.note({ connection: 1, kind: 'mark', mark: 'connection', revision: '2025-11-25', purpose: 'all' });
    recorder.wire({ connection: 1, process: 1, kind: 'start', direction: 'sent' });
    expect(readTranscript(text())).toEqual({ header: recorder.header, events: recorder.events });
  });

  it('accepts an event of every kind, as the schema does', () => {
    for (const sample of SAMPLES) {
      expect(accepts(sample), JSON.stringify(sample)).toBe(true);
      expect(validate(sample), JSON.stringify(sample)).toBe(true);
    }
    expect(validate(HEADER)).toBe(true);
  });

  it('agrees with the schema about every spoiled event', () => {
    let refused = 0;
    for (const sample of SAMPLES) {
      for (const event of spoiled(sample)) {
        const valid = validate(event);
        expect({ event, valid: accepts(event) }).toEqual({ event, valid });
        if (!valid) refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });

  it('agrees with the schema about every spoiled header', () => {
    const full = { ...HEADER, subject: { ...HEADER.subject, env: ['TOKEN'], url: 'http://127.0.0.1/mcp' } };
    const headers = [
      full,
      ...spoiled(full),
      ...[...spoiled(full.subject)].map((subject) => ({ ...full, subject })),
      ...[...spoiled(full.suite)].map((suite) => ({ ...full, suite })),
    ];
    for (const header of headers) {
      let accepted = true;
      try {
        readTranscript(fileOf(header));
      } catch {
        accepted = false;
      }
      expect({ header, accepted }).toEqual({ header, accepted: validate(header) });
    }
  });

  it.each([
    ['an empty file', '', /^the transcript is empty; record one/],
    ['a blank file', ' \n\n', /^the transcript is empty; record one/],
    ['a file of another kind', '<html></html>\n', /^line 1: this is not JSON; give a file/],
    ['JSON of another kind', '{"a":1}\n', /^line 1: this is not the header/],
    ['a list', '[]\n', /^line 1: this is not the header/],
    [
      'a later version',
      fileOf({ ...HEADER, format: 'accord-transcript/2' }),
      /^line 1: the format is "accord-transcript\/2", and/,
    ],
    ['a header without a seed', fileOf({ ...HEADER, seed: undefined }), /^line 1: the header has no "seed"/],
    ['a last line that breaks off', `${fileOf(HEADER, SAMPLES[0])}{"seq":2,"a`, /^line 3: the transcript breaks off/],
    ['rubbish in the middle', `${fileOf(HEADER)}rubbish\n${fileOf(SAMPLES[0])}`, /^line 2: this is not JSON; use/],
    ['an empty line in the middle', `${fileOf(HEADER)}\n${fileOf(SAMPLES[0])}`, /^line 2: an empty line/],
    ['a missing event', fileOf(HEADER, SAMPLES[0], { ...SAMPLES[0], seq: 3 }), /^line 3: "seq" is 3 where 2 was due/],
    ['an event twice', fileOf(HEADER, SAMPLES[0], SAMPLES[0]), /^line 3: "seq" is 1 where 2 was due/],
    [
      'an unknown kind',
      fileOf(HEADER, { ...place, kind: 'toString' }),
      /^line 2: .* knows no event of kind "toString"/,
    ],
    ['an unknown mark', fileOf(HEADER, { ...place, kind: 'mark', mark: 'x' }), /^line 2: .* knows no mark "x"/],
    [
      'a wrong type',
      fileOf(HEADER, { ...SAMPLES[0], at: '1' }),
      /^line 2: "at" of a "start" event must be a number that/,
    ],
    [
      'a line without content',
      fileOf(HEADER, { ...SAMPLES[2], base64: undefined }),
      /^line 2: .* has neither "text" nor/,
    ],
  ])('refuses %s and says where and why', (_, text, message) => {
    const said = refusal(text);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  it('keeps a message short however long the value is', () => {
    expect(refusal(fileOf(HEADER, { ...SAMPLES[0], at: 'x'.repeat(10_000) })).length).toBeLessThan(200);
  });

  it('reads a long base64 payload', () => {
    expect(accepts({ ...SAMPLES[2], base64: 'A'.repeat(6_000_000) })).toBe(true);
  });

  it('accepts a last line whose newline is missing but which is whole', () => {
    expect(readTranscript(fileOf(HEADER, SAMPLES[0]).trimEnd()).events).toHaveLength(1);
  });
});
