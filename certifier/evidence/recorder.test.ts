import { describe, expect, it } from 'vitest';
import type { Mutant } from '../mutants/engine/mutant.ts';
import { HEADER, recording } from './evidence.fixture.ts';
import { bytesOf, payloadOf } from './payload.ts';
import { readTranscript } from './read.ts';
import type { WireDraft } from './transcript.ts';

const line = (text: string): WireDraft => ({
  connection: 1,
  process: 1,
  kind: 'line',
  stream: 'stdout',
  direction: 'received',
  text,
});

describe('the recorder', () => {
  it('gives each event its place, its time to the microsecond, and writes the header first', () => {
    let clock = 1000.00049;
    const { recorder, text } = recording({ now: () => clock });
    clock += 12.34567;
    recorder.wire(line('a'));
    clock += 0.0004;
    recorder.note({ connection: 1, kind: 'gave-up', awaited: 'silence', after: 10 });
    expect(text().split('\n')[0]).toBe(JSON.stringify(HEADER));
    expect(recorder.events.map(({ seq, at }) => [seq, at])).toEqual([
      [1, 12.346],
      [2, 12.346],
    ]);
    expect(readTranscript(text()).events).toEqual(recorder.events);
  });

  it('counts connections, processes and exchanges from 1', () => {
    const { recorder } = recording();
    expect([recorder.nextConnection(), recorder.nextConnection()]).toEqual([1, 2]);
    expect([recorder.nextProcess(), recorder.nextExchange()]).toEqual([1, 1]);
  });

  it.each<[string, Mutant, string[]]>([
    ['drops', () => [], []],
    ['duplicates', (event) => [event, event], ['a', 'a']],
    ['rewrites', (event) => [{ ...event, text: 'b' } as WireDraft], ['b']],
    [
      'remembers',
      (event, memo) => {
        memo.n = Number(memo.n ?? 0) + 1;
        return [{ ...event, text: String(memo.n) } as WireDraft];
      },
      ['1'],
    ],
  ])('lets a mutant that %s change what is written and what is seen alike', (_, mutant, expected) => {
    const { recorder, text } = recording({ mutant });
    const seen = recorder.wire(line('a'));
    const texts = (events: readonly object[]): unknown[] => events.map((event) => 'text' in event && event.text);
    expect(texts(seen)).toEqual(expected);
    expect(texts(readTranscript(text()).events)).toEqual(expected);
    expect(seen).toEqual(recorder.events);
  });

  it('keeps a mutant away from what the wire cannot say', () => {
    const { recorder } = recording({ mutant: () => [] });
    recorder.note({ connection: 1, kind: 'mark', mark: 'probe', probe: 'p' });
    expect(recorder.events).toHaveLength(1);
  });
});

describe('secrets', () => {
  const SECRET = 'pa"ss/wörd+\\ 1';

  it('refuses one of seven characters and accepts one of eight', () => {
    expect(() => recording({ secrets: ['1234567'] })).toThrow(TypeError);
    expect(() => recording({ secrets: ['12345678'] })).not.toThrow();
  });

  it('are absent from the file in every form, counted, and still seen by the client', () => {
    const { recorder, text } = recording({
      secrets: [SECRET],
      header: {
        ...HEADER,
        subject: {
          ...HEADER.subject,
          command: ['server', `--key=${SECRET}`],
          url: `http://h/?k=${encodeURIComponent(SECRET)}`,
        },
      },
    });
    const forms = [
      SECRET,
      JSON.stringify({ key: SECRET }),
      JSON.stringify(JSON.stringify({ key: SECRET })),
      JSON.stringify(SECRET).replace('ö', '\\u00f6').replace('/', '\\/'),
      JSON.stringify(SECRET).replace('ö', '\\u00F6'),
      encodeURIComponent(SECRET),
      new URLSearchParams({ key: SECRET }).toString(),
      encodeURIComponent(SECRET).toLowerCase(),
      encodeURI(SECRET),
      Buffer.from(SECRET).toString('latin1'),
    ];
    for (const form of forms) expect(recorder.wire(line(form))).toMatchObject([{ text: form }]);
    recorder.wire({
      connection: 1,
      exchange: 1,
      kind: 'request',
      direction: 'sent',
      method: 'POST',
      target: `/mcp?key=${encodeURIComponent(SECRET)}`,
      headers: [
        ['Authorization', `Bearer ${SECRET}`],
        ['X-Again', Buffer.from(SECRET).toString('latin1')],
      ],
      text: `${SECRET} and ${SECRET}`,
    });
    recorder.wire({ connection: 1, kind: 'failure', direction: 'received', code: 'E', message: `no ${SECRET}` });
    recorder.note({ connection: 1, kind: 'mark', mark: 'harness-error', probe: 'p', revision: 'r', message: SECRET });

    const file = text();
    expect(file).not.toMatch(/w(ö|Ã¶|%C3%B6|\\+u00f6)rd/i);
    const { header, events } = readTranscript(file);
    expect(header.subject).toMatchObject({ command: ['server', '--key=[secret]'], url: 'http://h/?k=[secret]' });
    expect(header).toEqual(recorder.header);
    expect(events.map(({ redacted }) => redacted)).toEqual([...forms.map(() => 1), 5, 1, 1]);
    expect(events[forms.length]).toMatchObject({
      target: '/mcp?key=[secret]',
      headers: [
        ['Authorization', 'Bearer [secret]'],
        ['X-Again', '[secret]'],
      ],
      text: '[secret] and [secret]',
    });
  });

  it('are found in bytes that are not text', () => {
    const { recorder } = recording({ secrets: [SECRET] });
    const payload = payloadOf(Buffer.concat([Uint8Array.of(0xff), Buffer.from(SECRET), Uint8Array.of(0xfe)]));
    expect(payload.base64).toBeDefined();
    recorder.wire({ connection: 1, exchange: 1, kind: 'body', direction: 'received', ...payload });
    const [event] = recorder.events;
    expect(event).toMatchObject({ redacted: 1 });
    expect(Buffer.from(bytesOf(event as typeof payload)).toString('latin1')).toBe('\xff[secret]\xfe');
  });

  it('leave the words of the format alone, and an event without them says nothing of them', () => {
    const { recorder } = recording({ secrets: ['received', 'long secret', 'long secret and longer'] });
    recorder.wire(line('nothing here'));
    recorder.wire(line('a long secret and longer'));
    expect(recorder.events[0]).not.toHaveProperty('redacted');
    expect(recorder.events[0]).toMatchObject({ direction: 'received' });
    expect(recorder.events[1]).toMatchObject({ text: 'a [secret]', redacted: 1 });
  });
});

describe('a payload', () => {
  it.each([
    ['text', Buffer.from('{"é":"🙂"}'), { text: '{"é":"🙂"}' }],
    ['nothing', new Uint8Array(), { text: '' }],
    ['a byte order mark, which is kept', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), { text: '\ufeffa' }],
    ['bytes that are not UTF-8', Uint8Array.of(0x61, 0xff), { base64: 'Yf8=' }],
    ['half a character', Buffer.from('🙂').subarray(0, 2), { base64: '8J8=' }],
  ])('stands for %s and gives the same bytes back', (_, bytes, payload) => {
    expect(payloadOf(bytes)).toEqual(payload);
    expect(Buffer.from(bytesOf(payloadOf(bytes)))).toEqual(Buffer.from(bytes));
  });
});
