import { describe, expect, it } from 'vitest';
import { createLineSplitter, type Line } from './lines.ts';
import { chunks, random } from './wire.fixture.ts';

function split(pieces: Iterable<Uint8Array>, bound = 1_000_000): readonly Line[] {
  const lines: Line[] = [];
  const splitter = createLineSplitter(bound, (line) => lines.push(line));
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return lines;
}
const texts = (lines: readonly Line[]): readonly string[] => lines.map(({ bytes }) => Buffer.from(bytes).toString());

describe('splitting bytes into lines', () => {
  it.each([
    ['lines', 'a\nb\n', ['a', 'b'], false],
    ['empty lines', '\n\na\n\n', ['', '', 'a', ''], false],
    ['a carriage return, which belongs to its line', 'a\r\nb\rc\n', ['a\r', 'b\rc'], false],
    ['a last line without newline', 'a\nb', ['a', 'b'], true],
    ['nothing', '', [], false],
  ])('keeps %s', (_, text, expected, unterminated) => {
    const lines = split([Buffer.from(text)]);
    expect(texts(lines)).toEqual(expected);
    expect(lines.at(-1)?.unterminated ?? false).toBe(unterminated);
  });

  it('loses no byte, however the stream is cut', () => {
    const next = random(20251125);
    for (let round = 0; round < 200; round += 1) {
      const bytes = Buffer.from(
        Array.from({ length: next(400) }, () => [0x0a, 0x0d, next(256), 0xf0, 0x9f, 0x99, 0x82][next(7)] ?? 0),
      );
      const lines = split(chunks(bytes, next));
      const joined = lines.flatMap(({ bytes: line, unterminated }) => [Buffer.from(line), unterminated ? '' : '\n']);
      expect(Buffer.concat(joined.map((part) => Buffer.from(part)))).toEqual(bytes);
      expect(lines.every(({ dropped }) => dropped === 0)).toBe(true);
    }
  });

  it('keeps the beginning of a line that is too long, counts the rest, and goes on at the next newline', () => {
    const next = random(7);
    const text = `${'x'.repeat(100)}\nnext\n`;
    for (let round = 0; round < 50; round += 1) {
      const lines = split(chunks(Buffer.from(text), next), 10);
      expect(texts(lines)).toEqual(['x'.repeat(10), 'next']);
      expect(lines.map(({ dropped }) => dropped)).toEqual([90, 0]);
    }
  });

  it('cuts a line that is too long between two characters', () => {
    const text = 'ab🙂🙂é';
    for (let bound = 1; bound < Buffer.byteLength(text); bound += 1) {
      const [line] = split([Buffer.from(text)], bound);
      const kept = Buffer.from(line?.bytes ?? []);
      expect(text.startsWith(kept.toString())).toBe(true);
      expect(kept.length + (line?.dropped ?? 0)).toBe(Buffer.byteLength(text));
    }
  });

  it('counts what a budget did not grant, and does not call that line unterminated', () => {
    const lines: Line[] = [];
    const splitter = createLineSplitter(100, (line) => lines.push(line));
    splitter.push(Buffer.from('a\nbc'));
    splitter.discard(1000);
    splitter.discard(24);
    splitter.end();
    splitter.end();
    expect(texts(lines)).toEqual(['a', 'bc']);
    expect(lines[1]).toMatchObject({ dropped: 1024, unterminated: false });
  });
});
