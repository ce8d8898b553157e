/** Masking changes no outcome: RFC 0007 forbids it, and a check that read a masked path as something else would break a rule for it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judgeText } from '../judging.ts';
import { maskTranscript } from './mask.ts';

const recorded = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../implementations/${path}/transcript.jsonl`, import.meta.url)), 'utf8');

async function outcomesOf(text: string): Promise<readonly string[]> {
  const { report } = await judgeText(text, { file: 'transcript.jsonl' });
  return report.runs.flatMap(({ revision, verdict, results }) => [
    `${revision}: ${verdict}`,
    ...results.map(({ requirement, outcome, reason }) => `${revision} ${requirement}: ${outcome} ${reason ?? ''}`),
  ]);
}

describe('masking', () => {
  it('changes no outcome where what is masked stands in log messages', async () => {
    const text = recorded('accord/accord-reference-server/0.1.0/stdio');
    const { text: masked, masks } = maskTranscript(text, [
      { what: 'a path', text: 'for the sake of the example' },
      { what: 'a name', text: 'processing data' },
    ]);
    expect(masks.map(({ what }) => what).sort()).toEqual(['a name', 'a path']);
    for (const { count } of masks) expect(count).toBeGreaterThan(3);
    expect(await outcomesOf(masked)).toEqual(await outcomesOf(text));
  });

  it.each([
    'modelcontextprotocol/server-everything/2026.8.31/stdio',
    'modelcontextprotocol/server-everything/2026.8.31/streamable-http',
    'modelcontextprotocol/server-filesystem/2026.8.31/stdio',
  ])('changed no outcome of %s', async (path) => {
    const masked = recorded(path);
    expect(masked).toContain('"redacted":');
    // What stood there is not known any more: a path of this form.
    const plain = masked.replaceAll('[secret]', '/srv/someone/measured').replace(/,"redacted":\d+/g, '');
    expect(await outcomesOf(plain)).toEqual(await outcomesOf(masked));
  });
});
