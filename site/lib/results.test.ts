import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROKEN, WARNED, writeSampleResults } from '../testing/sample-results.ts';
import { readCertificate } from './certificate.ts';
import { type Entry, readEntries, resultsFor, subjectName, transcriptOf } from './results.ts';
import { badgedAmong, shown } from './showcase.ts';

let folder: string;
let entries: readonly Entry[];
const entry = (name: string): Entry => entries.find(({ slug }) => slug === `local/${name}`) as Entry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-results-'));
  await writeSampleResults(join(folder, 'local'));
  entries = readEntries(join(folder, 'none'), join(folder, 'local'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('results', () => {
  it('are none where there is no folder', () => {
    expect(readEntries(join(folder, 'none'), join(folder, 'neither'))).toEqual([]);
    expect(shown([])).toBeUndefined();
  });

  it('are found in every folder with a report, with the files beside it', () => {
    expect(entries.map(({ slug }) => slug)).toEqual(
      ['broken', 'forged', 'good', 'hostile', 'reference', 'silent', 'spoilt', 'swapped', 'warned'].map(
        (name) => `local/${name}`,
      ),
    );
    expect(entry('good').badge).toBe('badge.svg');
    expect(entry('broken').certificate).toBeUndefined();
  });

  it('take their address from vendor, product, version and transport where they are committed', () => {
    const committed = join(folder, 'committed', 'example-org', 'server', '1.0.0', 'stdio');
    mkdirSync(committed, { recursive: true });
    writeFileSync(join(committed, 'report.json'), readFileSync(join(entry('good').folder, 'report.json')));
    expect(
      readEntries(join(folder, 'committed'), join(folder, 'none')).map(({ slug, origin }) => [slug, origin]),
    ).toEqual([['example-org/server/1.0.0/stdio', 'committed']]);
  });

  it.each([['1.0.0'], ['1.0.0/carrier-pigeon'], ['1.0.0/stdio/again']])(
    'refuse a report that stands elsewhere than its layout says: %s',
    (place) => {
      const misplaced = join(folder, 'misplaced', place);
      mkdirSync(join(misplaced, 'example-org', 'server', place), { recursive: true });
      writeFileSync(
        join(misplaced, 'example-org', 'server', place, 'report.json'),
        readFileSync(join(entry('good').folder, 'report.json')),
      );
      expect(() => readEntries(misplaced, join(folder, 'none'))).toThrow(
        /report\.json: a result stands in implementations/,
      );
    },
  );

  it('refuse a report of another format, by name', () => {
    const other = join(folder, 'other', 'x');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, 'report.json'), '{"format":"something-else/9"}');
    expect(() => readEntries(join(folder, 'other'), join(folder, 'none'))).toThrow(/something-else\/9.*expected/);
  });

  it('say what is known of one requirement', () => {
    const outcomes = resultsFor(BROKEN, entries).map(({ entry: { slug }, result }) => [slug, result.outcome]);
    expect(outcomes).toContainEqual(['local/broken', 'fail']);
    expect(outcomes).toContainEqual(['local/good', 'pass']);
  });

  it('call a subject by its name, and by its command where it never said one', () => {
    expect(subjectName(entry('good'))).toBe('example-server');
    expect(subjectName(entry('silent'))).toBe('example-server');
  });

  it('show on the home page the exchange of a finding, where there is one', () => {
    const showcase = shown([entry('broken')]);
    expect(showcase?.pointed.length).toBeGreaterThan(0);
    expect(showcase?.events.map(({ seq }) => seq)).toEqual(expect.arrayContaining([...(showcase?.pointed ?? [])]));
  });

  it('show how the conversation began, where nothing is broken', () => {
    const showcase = shown([entry('good')]);
    const first = showcase?.events[0];
    expect(first !== undefined && 'text' in first ? first.text : '').toContain('server/discover');
  });

  it('show the badge of the run shown, or else the first that may be shown', async () => {
    const showcase = shown([entry('broken')]);
    const badgeOf = async (may: (slug: string) => boolean): Promise<string | undefined> =>
      (await badgedAmong(showcase, entries, async ({ slug }) => may(slug)))?.slug;
    expect(await badgeOf((slug) => slug === 'local/good')).toBe('local/good');
    expect(await badgeOf(() => false)).toBeUndefined();
    const before = { ...entry('good'), slug: 'local/before' };
    expect((await badgedAmong(shown([entry('good')]), [before], async () => true))?.slug).toBe('local/good');
  });

  it('keep the outcome of a broken SHOULD a warning', () => {
    expect(resultsFor(WARNED, [entry('warned')]).map(({ result }) => result.outcome)).toEqual(['warning']);
  });

  it('read the transcript beside the report', () => {
    expect(transcriptOf(entry('good'))?.events.length).toBeGreaterThan(3);
  });
});

describe('a certificate', () => {
  it('is read, and held against the files beside it', () => {
    const reading = readCertificate(entry('good'), 'certificate.intoto.jsonl');
    if (!('statement' in reading)) throw new Error(reading.problem);
    expect(reading.statement.predicate.demonstration).toBe(true);
    expect(reading.bound.map(({ matches }) => matches)).toEqual([true, true]);
  });

  it('does not match a report that was changed after it', () => {
    const { folder: place } = entry('good');
    const report = readFileSync(join(place, 'report.json'), 'utf8');
    writeFileSync(join(place, 'report.json'), `${report} `);
    const reading = readCertificate(entry('good'), 'certificate.intoto.jsonl');
    writeFileSync(join(place, 'report.json'), report);
    expect('bound' in reading && reading.bound.map(({ matches }) => matches)).toEqual([false, true]);
  });

  it('that cannot be read says why, and nothing else', () => {
    const reading = readCertificate(entry('spoilt'), 'certificate.intoto.jsonl');
    expect(Object.keys(reading)).toEqual(['problem']);
  });
});
