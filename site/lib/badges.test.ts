import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fromUtf8 } from '../../certifier/certificate/bytes.ts';
import { certificateId } from '../../certifier/certificate/statements.ts';
import { conversation, evidenceOf, handshake, issue, toolList } from '../../certifier/certificate/testing/evidence.ts';
import { publishedBadges } from './badges.ts';
import { readEntries } from './results.ts';

const folder = mkdtempSync(join(tmpdir(), 'accord-badges-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function certified(version: string, day: string): Promise<string> {
  const evidence = evidenceOf(conversation(handshake({ serverInfo: { name: 'lamp', version } }), toolList('lamp')));
  const place = join(folder, 'acme', 'lamp', version, 'stdio');
  mkdirSync(join(place, 'former'), { recursive: true });
  const report = fromUtf8(evidence.reportBytes);
  writeFileSync(join(place, 'report.json'), report);
  writeFileSync(join(place, 'certificate.intoto.jsonl'), await issue(evidence, { now: new Date(day) }));
  writeFileSync(join(place, 'badge.svg'), `badge of ${version}`);
  writeFileSync(join(place, 'badge.json'), `endpoint of ${version}`);
  writeFileSync(join(place, 'former', `${version.replaceAll('.', '0').padStart(32, '0')}.svg`), 'former badge');
  return certificateId(createHash('sha256').update(report).digest('hex'), false);
}

it('each certificate has its badge for ever, those before it too, and the product that of its newest', async () => {
  const older = await certified('1.1.0', '2026-09-02T10:00:00Z');
  // Issued later, with a lower number: the newest certificate counts, and not the highest version.
  const newer = await certified('1.0.9', '2026-10-02T10:00:00Z');
  const published = await publishedBadges(readEntries(folder, join(folder, 'none')), async () => true);
  const at = (path: string) => {
    const found = published.find((each) => each.path === path);
    return found === undefined ? undefined : readFileSync(found.file, 'utf8');
  };
  expect(at(`badge/${older}.svg`)).toBe('badge of 1.1.0');
  expect(at(`badge/${newer}.json`)).toBe('endpoint of 1.0.9');
  expect(at(`badge/${'10009'.padStart(32, '0')}.svg`)).toBe('former badge');
  expect(at('badge/acme/lamp/stdio/latest.svg')).toBe('badge of 1.0.9');
  expect(at('badge/acme/lamp/stdio/latest.json')).toBe('endpoint of 1.0.9');
  expect(new Set(published.map(({ path }) => path)).size).toBe(published.length);
});

it('a certificate that does not verify where it stands has none, and none before it', async () => {
  await certified('1.2.0', '2026-11-02T10:00:00Z');
  const entries = readEntries(folder, join(folder, 'none'));
  const published = await publishedBadges(entries, async ({ place }) => place?.version === '1.1.0');
  expect(published.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^badge\/[0-9a-f]{32}\.svg$/),
    expect.stringMatching(/^badge\/[0-9a-f]{32}\.json$/),
    `badge/${'10100'.padStart(32, '0')}.svg`,
    'badge/acme/lamp/stdio/latest.svg',
    'badge/acme/lamp/stdio/latest.json',
  ]);
  expect(await publishedBadges(entries, async () => false)).toEqual([]);
});
