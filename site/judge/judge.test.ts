import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBundle, ownBundle } from '../../certifier/certificate/bundle/load.ts';
import { readTranscript } from '../../certifier/evidence/read.ts';
import { transcriptText } from '../../certifier/examples/engine/compose.ts';
import type { Report } from '../../certifier/report/report.ts';
import { accordHere } from '../../cli/testing.ts';
import { catalogue } from '../lib/catalogue.ts';
import { examplesOf } from '../lib/examples.ts';
import { HOSTILE, WARNED } from '../testing/sample-results.ts';
import { isCapture, transcriptOfCapture } from './capture.ts';
import { intakeOf, MOST_BYTES, tooLarge } from './intake.ts';
import { judged } from './judging.ts';
import type { Answer } from './protocol.ts';
import { statementsOf } from './statements.ts';

const NOW = new Date('2026-11-29T12:00:00.000Z');
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const { conforming, violating } = examplesOf(WARNED)!;

const INITIALIZE =
  '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}';
const INITIALIZED =
  '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"s","version":"1"}}}';
const linesOf = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const waysOf = (text: string): readonly string[] =>
  transcriptOfCapture(text, NOW.toISOString())
    .events.filter((event) => event.kind === 'line')
    .map(({ direction }) => direction);

let digest: string;
let judgeText: (text: string, file?: string) => Promise<Answer>;
beforeAll(async () => {
  const bundle = await ownBundle();
  const judge = await openBundle(bundle.bytes);
  ({ digest } = bundle);
  judgeText = (text, file = 'transcript.jsonl') =>
    judged(judge, {
      bytes: bytesOf(text),
      file,
      now: NOW.getTime(),
      digest,
      statements: {
        ...statementsOf(catalogue()),
        [WARNED]: { statement: 'No two tools of one server have the `same` name.', basis: 'keyword' },
      },
      requirement: '/below/specification/requirements/*/',
    });
});

/** What the command writes of the same file. */
async function byTheCommand(text: string, file: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-judge-'));
  try {
    writeFileSync(join(folder, file), text);
    const { status } = await accordHere(['judge', join(folder, file), '--out', join(folder, 'out')]);
    expect([0, 1, 3]).toContain(status);
    return readFileSync(join(folder, 'out', 'report.json'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the report of the judge page', () => {
  it.each([
    ['that conforms', transcriptText(conforming)],
    ['that is broken', transcriptText(violating!)],
    ['with hostile words', transcriptText(conforming).replaceAll('example-server', '\u202e\\\\u001b[31m')],
  ])('is, byte for byte, what the command writes of a transcript %s', async (_, text) => {
    const { report } = await judgeText(text, 'some name.jsonl');
    expect(report).toBe(await byTheCommand(text, 'some name.jsonl'));
  });

  it('of a capture is what the command writes of the transcript that was made of it', async () => {
    const { report, made } = await judgeText(linesOf(INITIALIZE, INITIALIZED));
    expect(made).toBeDefined();
    expect(report).toBe(await byTheCommand(made!, 'transcript.jsonl'));
    expect((JSON.parse(report) as Report).runs.map(({ revision }) => revision)).toEqual(['2025-11-25']);
  });

  it('shows what is broken first, with its sentence, its page and the exchange', async () => {
    const { html } = await judgeText(transcriptText(violating!));
    expect(html).toContain(`href="/below/specification/requirements/${WARNED}/"`);
    expect(html).toContain('<code dir="auto">same</code> name');
    expect(html).toContain('shows it');
    expect(html.indexOf(WARNED)).toBeLessThan(html.indexOf('every one'));
  });

  it.each([
    ['in plain wording', 'base.response.once', 'Upstream says it in plain wording, so a breach warns and never fails.'],
    [
      'unclearly',
      'cancellation.notification.request-id',
      'Upstream is not clear here, so a breach warns and never fails.',
    ],
  ])('says why a MUST that upstream says %s only warned', async (_, id, why) => {
    const { html } = await judgeText(transcriptText(examplesOf(id)!.violating!));
    const broken = html.split('<section class="broken">').find((part) => part.includes(`requirements/${id}/"`));
    expect(broken).toContain('outcome-warning');
    expect(broken).toContain(`<p class="note">${why}</p>`);
  });

  it('gives no such reason where a SHOULD warned', async () => {
    const { html } = await judgeText(transcriptText(violating!));
    const broken = html.split('<section class="broken">').find((part) => part.includes(`requirements/${WARNED}/"`));
    expect(broken).toContain('outcome-warning');
    expect(broken).not.toContain('warns and never fails');
  });

  it('lets nothing that a subject says become markup', async () => {
    const hostile = transcriptText(violating!)
      .replaceAll('example-server', HOSTILE)
      .replaceAll('\\"add\\"', JSON.stringify(JSON.stringify(HOSTILE)).slice(1, -1));
    const { html } = await judgeText(hostile);
    expect(html).toContain('&lt;img');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
  });

  it('says that nothing was established, and gives no outcome', async () => {
    const { html, report } = await judgeText(transcriptText({ ...conforming, events: [] }));
    expect((JSON.parse(report) as Report).verdict).toBe('no-verdict');
    expect(html).toContain('No revision of MCP was established');
    expect(html).not.toContain('outcome-pass');
  });
});

describe('what the judge page takes', () => {
  it.each([
    ['nothing', '', /nothing in it/],
    ['spaces', ' \n \n', /nothing in it/],
    ['binary text', 'a\u0000b', /binary file/],
    ['markup', '<html></html>', /markup/],
    ['a report', '{\n  "format": "accord-report/1",\n', /This is a report/],
    ['a certificate', '{"payload":"x","payloadType":"y","signatures":[]}', /This is a certificate/],
    ['a HAR file', '{"log": {"entries": []}}', /HAR/],
    ['an array', '[{"jsonrpc":"2.0"}]', /JSON array/],
    ['prose', 'hello, world', /neither a transcript/],
    ['another JSON object', '{"a": 1}', /neither a transcript/],
  ])('is not %s, and it says so in one line', (_, text, message) => {
    expect(() => intakeOf(bytesOf(text), NOW)).toThrow(message);
    try {
      intakeOf(bytesOf(text), NOW);
    } catch (cause) {
      expect((cause as Error).message).not.toContain('\n');
    }
  });

  it('is not what is no UTF-8, nor what is too large', () => {
    expect(() => intakeOf(new Uint8Array([0xff, 0xfe, 0x00]), NOW)).toThrow(/not UTF-8/);
    expect(tooLarge(MOST_BYTES)).toBeUndefined();
    expect(tooLarge(MOST_BYTES + 1)).toMatch(/65 MiB.*64 MiB is the most/);
  });

  it('is a transcript of this format only, and whole', async () => {
    await expect(judgeText('{"format":"accord-transcript/9"}\n')).rejects.toThrow(/accord-transcript\/9/);
    await expect(judgeText(transcriptText(conforming).slice(0, -30))).rejects.toThrow(/breaks off/);
  });

  it('may be nested deeper than anybody needs: it is judged, and shown as it came', async () => {
    const deep = `{"jsonrpc":"2.0","id":2,"result":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const text = linesOf(INITIALIZE, INITIALIZED, '{"jsonrpc":"2.0","id":2,"method":"tools/list"}', deep);
    const { html } = await judgeText(text);
    expect(html).toContain('run-report');
  });
});

describe('a capture of JSON-RPC lines', () => {
  it('is told from its first line', () => {
    expect(isCapture(`\n${INITIALIZE}\n`)).toBe(true);
    expect(isCapture('→ ready\n')).toBe(true);
    expect(isCapture('ready\n')).toBe(false);
  });

  it('tells who sent what from what it says', () => {
    const text = linesOf(
      INITIALIZE,
      INITIALIZED,
      '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"a","_meta":{"progressToken":"p"}}}',
      '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"p","progress":1}}',
      '{"jsonrpc":"2.0","id":"s1","method":"roots/list"}',
      '{"jsonrpc":"2.0","id":"s1","result":{"roots":[]}}',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}',
      '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}',
    );
    const [sent, received] = ['sent', 'received'];
    expect(waysOf(text)).toEqual([sent, received, sent, sent, received, received, sent, sent, received]);
  });

  it('is a transcript that the reader takes, to the last letter of each line', () => {
    const made = transcriptOfCapture(linesOf(`  ${INITIALIZE}`, `<-- ${INITIALIZED}\r`), NOW.toISOString());
    const read = readTranscript(transcriptText(made));
    expect(read).toEqual(made);
    expect(read.events.map((event) => ('text' in event ? event.text : event.kind))).toEqual([
      'start',
      `  ${INITIALIZE}`,
      INITIALIZED,
    ]);
  });

  it.each(['→', '-->', '->', '>', '>>>'])('takes %s for the client, and its opposite for the server', (arrow) => {
    const opposite =
      arrow === '→' ? '←' : arrow.includes('-') ? arrow.replace(/(-+)>/, '<$1') : arrow.replaceAll('>', '<');
    expect(waysOf(linesOf(`${arrow} {"jsonrpc":"2.0","id":1,"method":"ping"}`, `${opposite} ready`))).toEqual([
      'sent',
      'received',
    ]);
  });

  it.each([
    [
      'a method of both sides',
      '{"jsonrpc":"2.0","id":7,"method":"ping"}',
      /^line 2: either side could have sent "ping"/,
    ],
    ['an unknown method', '{"jsonrpc":"2.0","id":7,"method":"x/y"}', /^line 2: either side could have sent "x\/y"/],
    ['an answer to nothing', '{"jsonrpc":"2.0","id":7,"result":{}}', /^line 2: no request before it.*the id 7/],
    [
      'a cancellation of nothing',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}}',
      /^line 2/,
    ],
    ['what is not JSON', 'weather server ready', /^line 2: this is not JSON/],
    ['a number', '17', /^line 2: this is no JSON-RPC message/],
    ['what is no message', '{"a":1}', /^line 2: this is no JSON-RPC message/],
  ])('is refused with the line where nobody can tell who sent %s', (_, line, message) => {
    expect(() => waysOf(linesOf(INITIALIZE, line))).toThrow(message);
    expect(() => waysOf(linesOf(INITIALIZE, line))).toThrow(/→ in front of/);
  });

  it('is refused where both sides asked with the id that is answered', () => {
    const text = linesOf(INITIALIZE, '← {"jsonrpc":"2.0","id":1,"method":"roots/list"}', INITIALIZED);
    expect(() => waysOf(text)).toThrow(/^line 3: .*one of each side/);
  });
});
