import { describe, expect, it } from 'vitest';
import { createSseReader, type ServerSentEvent } from './sse.ts';
import { chunks, random } from './wire.fixture.ts';

type Told = ServerSentEvent & { readonly dropped?: number };

function read(pieces: Iterable<Uint8Array>, bound = 1_000_000): readonly Told[] {
  const told: Told[] = [];
  const reader = createSseReader(bound, (event, dropped) => {
    told.push({ ...(event ?? { text: '(none)' }), ...(dropped === 0 ? {} : { dropped }) });
  });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return told;
}
const readText = (text: string, bound?: number): readonly Told[] => read([Buffer.from(text)], bound);

describe('reading an event stream', () => {
  it.each<[string, string, Told[]]>([
    ['data', 'data: {"a":1}\n\n', [{ text: '{"a":1}' }]],
    ['data of several lines', 'data: a\ndata:b\ndata:  c\n\n', [{ text: 'a\nb\n c' }]],
    ['all fields', 'event: e\nid: 1\nretry: 50\ndata: x\n\n', [{ text: 'x', event: 'e', id: '1', retry: 50 }]],
    ['an id with empty data, which primes a client', 'id: 1\ndata:\n\n', [{ text: '', id: '1' }]],
    ['the same without the colon', 'id: 1\ndata\n\n', [{ text: '', id: '1' }]],
    ['an id alone', 'id: 7\n\n', [{ text: '', id: '7' }]],
    ['a retry alone', 'retry: 3000\n\n', [{ text: '', retry: 3000 }]],
    ['an event name alone', 'event: ping\n\n', [{ text: '', event: 'ping' }]],
    ['a comment', ': hello\n\n', [{ text: 'hello', comment: true }]],
    ['a comment inside an event', 'data: a\n:b\ndata: c\n\n', [{ text: 'b', comment: true }, { text: 'a\nc' }]],
    [
      'fields of one event only',
      'id: 1\nretry: 5\ndata: a\n\ndata: b\n\n',
      [{ text: 'a', id: '1', retry: 5 }, { text: 'b' }],
    ],
    ['carriage returns', 'data: a\r\rdata: b\r\n\r\n', [{ text: 'a' }, { text: 'b' }]],
    ['no event for blank lines and unknown fields', '\n\nother: x\n\n\n', []],
    ['a retry that is no number', 'retry: soon\ndata: x\n\n', [{ text: 'x' }]],
    ['a retry that no clock can hold', `retry: ${'9'.repeat(400)}\ndata: x\n\n`, [{ text: 'x' }]],
    ['a byte order mark at the beginning', '\ufeffdata: a\n\ndata: \ufeff\n\n', [{ text: 'a' }, { text: '\ufeff' }]],
    [
      'an event that was not finished',
      'data: a\n\nid: 9\ndata: ha',
      [{ text: 'a' }, { text: 'ha', id: '9', unterminated: true }],
    ],
  ])('keeps %s', (_, text, expected) => {
    expect(readText(text)).toEqual(expected);
    const next = random(text.length);
    for (let round = 0; round < 20; round += 1) expect(read(chunks(Buffer.from(text), next))).toEqual(expected);
  });

  it('keeps characters whole, however the stream is cut', () => {
    const next = random(3);
    const bytes = Buffer.from('data: 🙂é\r\n\r\nid: ü\ndata: 漢字\n\n');
    for (let round = 0; round < 200; round += 1) {
      expect(read(chunks(bytes, next))).toEqual([{ text: '🙂é' }, { text: '漢字', id: 'ü' }]);
    }
  });

  it('keeps the beginning of an event that is too long, counts the rest, and goes on with the next', () => {
    const text = `data: ${'x'.repeat(100)}\ndata: more\n\ndata: next\n\n`;
    expect(readText(text, 26)).toEqual([{ text: 'x'.repeat(20), dropped: 90 }, { text: 'next' }]);
  });

  it('counts what a budget did not grant', () => {
    const told: unknown[] = [];
    const reader = createSseReader(100, (...each) => told.push(each));
    reader.push(Buffer.from('data: a\n\n'));
    reader.discard(10);
    reader.end();
    expect(told).toEqual([
      [{ text: 'a' }, 0],
      [undefined, 10],
    ]);
  });

  it('tells nothing more when a listener ends it', () => {
    const told: string[] = [];
    const reader = createSseReader(100, (event) => {
      told.push(event?.text ?? '');
      reader.end();
    });
    reader.push(Buffer.from('data: a\n\ndata: b\n\ndata: c'));
    expect(told).toEqual(['a']);
  });
});
