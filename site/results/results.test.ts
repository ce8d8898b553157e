import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Report, Result, Run } from '../../certifier/report/report.ts';
import { publishedBadges } from '../lib/badges.ts';
import { type Entry, readEntries } from '../lib/results.ts';
import { BROKEN, HOSTILE, WARNED, writeSampleImplementations, writeSampleResults } from '../testing/sample-results.ts';
import { badgesData, certificatesData, implementationsData, RESULT_SCHEMAS, statusData } from './api.ts';
import { differenceOf } from './difference.ts';
import { differenceHtml } from './difference-html.ts';
import { disputeUrl, KINDS } from './dispute.ts';
import { facetsOf, valuesOf } from './facets.ts';
import { entryBefore, implementationsOf } from './implementations.ts';
import { comparisonsOf, linesOf } from './matrix.ts';
import { firstPair } from './pair.ts';
import { mayShowBadge, type Standing, standing } from './standing.ts';

let folder: string;
let entries: readonly Entry[];
const entry = (slug: string): Entry => entries.find((each) => each.slug === slug) as Entry;
const reportOf = (slug: string): Report => entry(slug).report;

let before: string | undefined;
beforeAll(async () => {
  before = process.env.ACCORD_IMPLEMENTATIONS;
  folder = mkdtempSync(join(tmpdir(), 'accord-results-'));
  await writeSampleResults(join(folder, 'local'));
  await writeSampleImplementations(join(folder, 'implementations'));
  process.env.ACCORD_IMPLEMENTATIONS = join(folder, 'implementations');
  entries = readEntries(join(folder, 'implementations'), join(folder, 'local'));
});
afterAll(() => {
  if (before === undefined) delete process.env.ACCORD_IMPLEMENTATIONS;
  else process.env.ACCORD_IMPLEMENTATIONS = before;
  rmSync(folder, { recursive: true, force: true });
});

describe('implementations', () => {
  it('are told by vendor and product, with their versions, the newest first', () => {
    const found = implementationsOf(entries);
    expect(found.map(({ path, versions }) => [path, versions.map(({ version }) => version)])).toEqual([
      ['/results/accord/reference/', ['0.1.0', '0.0.9']],
      ['/results/acme/weather/', ['1.1.0', '1.0.0']],
      ['/results/other/clock/', ['2.0.0']],
      ['/results/other/strayed/', ['1.0.0']],
    ]);
    expect(found[1]?.versions[0]?.path).toBe('/results/acme/weather/1.1.0/');
  });

  it('keep the reply of their makers as the text that it is', () => {
    const [newest, older] = implementationsOf(entries)[1]?.versions ?? [];
    expect(newest?.reply).toContain(HOSTILE);
    expect(newest?.hasSubmission).toBe(true);
    expect(older?.reply).toBeUndefined();
  });

  it('know the result before, over the same transport', () => {
    const all = implementationsOf(entries);
    expect(entryBefore(entry('acme/weather/1.1.0/stdio'), all)?.slug).toBe('acme/weather/1.0.0/stdio');
    expect(entryBefore(entry('acme/weather/1.0.0/stdio'), all)).toBeUndefined();
    expect(entryBefore(entry('local/good'), all)).toBeUndefined();
  });
});

describe('the difference of two results', () => {
  const made = (suite: string, transcript: string, outcomes: Readonly<Record<string, Partial<Result>>>): Report => {
    const [report] = entries.map(({ report: each }) => each);
    const [run] = report?.runs ?? [];
    if (report === undefined || run === undefined) throw new Error('there is no sample');
    const results = Object.entries(outcomes).map(
      ([requirement, rest]): Result => ({
        requirement,
        level: 'MUST',
        outcome: 'pass',
        observed: 1,
        findings: [],
        ...rest,
      }),
    );
    return {
      ...report,
      suite: { version: '1', digest: suite },
      transcript: { file: 'transcript.jsonl', sha256: transcript },
      runs: [{ ...run, results }],
    };
  };
  const changes = (before: Report, after: Report) => differenceOf(before, after).runs.flatMap((run) => run.changes);

  it('lies in the implementation where one suite judged both', () => {
    const before = made('a', 't1', { x: { outcome: 'fail' }, y: {} });
    const after = made('a', 't2', { x: {}, y: {} });
    expect(changes(before, after)).toEqual([
      { requirement: 'x', level: 'MUST', before: 'fail', after: 'pass', cause: 'implementation' },
    ]);
  });

  it('lies in the suite where one recording was judged twice', () => {
    const before = made('a', 't', { x: {} });
    const after = made('b', 't', { x: { outcome: 'warning' } });
    expect(changes(before, after)).toMatchObject([{ before: 'pass', after: 'warning', cause: 'suite' }]);
  });

  it('is left open where both changed, but for what only one suite judges', () => {
    const before = made('a', 't1', { x: {}, y: { outcome: 'not-tested', reason: 'no-check' }, z: {}, gone: {} });
    const disputed = { outcome: 'not-tested', reason: 'disputed' } as const;
    const after = made('b', 't2', { x: { outcome: 'fail' }, y: {}, z: disputed, come: {} });
    expect(changes(before, after)).toMatchObject([
      { requirement: 'come', before: undefined, after: 'pass', cause: 'suite' },
      { requirement: 'gone', before: 'pass', after: undefined, cause: 'suite' },
      { requirement: 'x', cause: 'either' },
      { requirement: 'y', cause: 'suite' },
      { requirement: 'z', cause: 'suite' },
    ]);
  });

  it('tells a run that only one of the two has, and compares nothing in it', () => {
    const before = made('a', 't1', { x: {} });
    const after = { ...made('a', 't2', { x: {} }), runs: [] };
    expect(differenceOf(before, after).runs).toMatchObject([{ after: undefined, changes: [] }]);
  });

  it('is shown with its cause, and with no word of a report as markup', () => {
    const before = made('a', 't1', { [HOSTILE]: { outcome: 'fail' } });
    const html = differenceHtml(differenceOf(before, made('a', 't2', { [HOSTILE]: {} })), (id) => `/r/${id}/`);
    expect(html).toContain('The implementation changed: 1');
    expect(html).not.toContain('<img');
  });

  it('of two implementations is not told as one that changed', () => {
    const before = made('a', 't1', { x: { outcome: 'fail' } });
    const own = made('a', 't2', { x: {} });
    const after = { ...own, subject: { ...own.subject, name: 'another-server' } };
    const html = differenceHtml(differenceOf(before, after), (id) => `/r/${id}/`);
    expect(html).toContain('The implementations differ: 1');
    expect(html).not.toContain('became');
  });

  it('begins with what was observed in both', () => {
    const before = made('a', 't1', { a: {}, b: {} });
    const after = made('a', 't2', { a: { outcome: 'not-tested', reason: 'needs-opt-in' }, b: { outcome: 'fail' } });
    const html = differenceHtml(differenceOf(before, after), (id) => `/r/${id}/`);
    expect([...html.matchAll(/href="\/r\/(.)\//g)].map(([, id]) => id)).toEqual(['b', 'a']);
  });

  it('of two that have no run in common says so, and what each was judged for', () => {
    const before = made('a', 't1', { x: {} });
    const own = made('a', 't2', { x: {} });
    const after = { ...own, runs: own.runs.map((run): Run => ({ ...run, transport: 'streamable-http' })) };
    const html = differenceHtml(differenceOf(before, after), (id) => `/r/${id}/`);
    expect(html).toContain('no revision and transport in common');
    expect(html).toContain('in the one before; the other was not judged so');
    expect(html).not.toContain('<table');
  });

  it('begins with two versions of one product, else with two that can be compared', () => {
    expect(firstPair(entries).map((each) => each?.slug)).toEqual([
      'accord/reference/0.0.9/stdio',
      'accord/reference/0.1.0/stdio',
    ]);
    const [one, other] = firstPair(entries.filter(({ origin }) => origin === 'local'));
    expect(one?.report.runs[0]?.verdict).not.toBe(other?.report.runs[0]?.verdict);
    expect(firstPair([entry('local/good')])).toEqual([entry('local/good'), undefined]);
  });

  it('between the samples is the one rule that was mended', () => {
    const found = differenceOf(reportOf('acme/weather/1.0.0/stdio'), reportOf('acme/weather/1.1.0/stdio'));
    const mended = found.runs.flatMap((run) => run.changes).find(({ requirement }) => requirement === BROKEN);
    expect(mended).toMatchObject({ before: 'fail', after: 'pass', cause: 'implementation' });
  });
});

describe('the matrix', () => {
  it('counts what the report says of a topic, and names the worst', () => {
    const [line] = linesOf([entry('local/warned')]);
    const cell = line?.cells.get('tools');
    expect(cell?.worst).toBe('warning');
    const told = line?.run.results.filter(
      ({ requirement, reason }) => requirement.startsWith('tools.') && reason !== 'untestable',
    );
    expect(cell?.counts.reduce((sum, [, number]) => sum + number, 0)).toBe(told?.length);
    expect(cell?.counts.find(([outcome]) => outcome === 'warning')?.[1]).toBe(1);
  });

  it('has no line for a result without a run', () => {
    expect(linesOf([entry('local/silent')])).toEqual([]);
  });

  it('shows where implementations differ, and only there', () => {
    const both = [entry('acme/weather/1.1.0/stdio'), entry('other/clock/2.0.0/stdio')];
    const found = comparisonsOf('tools', both).filter(({ differs }) => differs);
    expect(found.map(({ requirement }) => requirement)).toEqual([WARNED]);
    expect(found[0]?.groups.map(([outcome]) => outcome)).toEqual(['warning', 'pass']);
    expect(comparisonsOf('tools', [both[0] as Entry]).some(({ differs }) => differs)).toBe(false);
  });

  it('is filtered by what its lines have, and not by what all have', () => {
    const lines = linesOf([entry('acme/weather/1.0.0/stdio'), entry('local/reference')]);
    const [, local] = lines;
    const facets = facetsOf(lines, new Map(lines.map((line) => [line, line === local ? 'demonstration' : 'none'])));
    expect(facets.map(({ id }) => id)).toEqual(['verdict', 'certificate', 'origin']);
    expect(valuesOf(local!, 'demonstration')).toMatchObject({ origin: 'local', certificate: 'demonstration' });
  });
});

describe('how a result stands', () => {
  it.each([
    ['accord/reference/0.1.0/stdio', 'certified'],
    ['accord/reference/0.0.9/stdio', 'refused'],
    ['other/strayed/1.0.0/stdio', 'refused'],
    ['local/reference', 'demonstration'],
    ['local/forged', 'refused'],
    ['local/swapped', 'refused'],
    ['local/spoilt', 'refused'],
    // Its judge is none that is at hand.
    ['local/good', 'refused'],
    ['local/broken', 'none'],
  ])('%s: %s', async (slug, name) => {
    const found = await standing(entry(slug));
    expect(found.name).toBe(name);
    if (name !== 'certified') expect(found.words).not.toMatch(/^certified/);
    if (!['certified', 'demonstration'].includes(name)) expect(found.assurance).toBeUndefined();
  });
});

describe('a certificate in the folder of another product', () => {
  const from = 'accord/reference/0.1.0';
  const place = (path: string): string => join(folder, 'implementations', path);
  const found = async (slug: string): Promise<Standing> => {
    const all = readEntries(join(folder, 'implementations'), join(folder, 'none'));
    return standing(all.find((each) => each.slug === slug) as Entry);
  };
  const edit = (file: string, change: (text: string) => string): void =>
    writeFileSync(file, change(readFileSync(file, 'utf8')));

  it.each<[how: string, into: string, change: (text: string) => string, detail: string]>([
    [
      'with the submission that it came with',
      'elsewhere/strayed/1.0.0',
      (text) => text,
      'the submission is of accord/reference 0.1.0, and this is the folder of elsewhere/strayed 1.0.0',
    ],
    [
      'with the submission of that product',
      'elsewhere/strayed/2.0.0',
      (text) => text.replace('vendor: accord', 'vendor: elsewhere').replace('name: reference', 'name: strayed'),
      'the submission is sha256:',
    ],
    [
      'of another version',
      'accord/reference/0.2.0',
      (text) => text,
      'the submission is of accord/reference 0.1.0, and this is the folder of accord/reference 0.2.0',
    ],
  ])('%s is refused, certifies nothing and has no badge', async (_, into, change, detail) => {
    cpSync(place(from), place(into), { recursive: true });
    edit(join(place(into), 'submission.yaml'), change);
    writeFileSync(join(place(into), 'stdio', 'badge.svg'), 'badge');
    try {
      const stands = await found(`${into}/stdio`);
      expect(stands).toMatchObject({ name: 'refused', detail: expect.stringContaining(detail) });
      expect(stands.assurance).toBeUndefined();
      expect(mayShowBadge(stands)).toBe(false);
    } finally {
      rmSync(
        place(
          into
            .split('/')
            .slice(0, into.startsWith('accord') ? 3 : 1)
            .join('/'),
        ),
        { recursive: true },
      );
    }
  });

  it('that nobody but the programme asked for is refused, and so is one without any submission', async () => {
    const original = readFileSync(join(place(from), 'submission.yaml'));
    const { belongingAt } = await import('../../certifier/submission/belonging.ts');
    const unasked = new TextEncoder().encode(original.toString().replace('for: vendor', 'for: programme'));
    expect(belongingAt([...from.split('/'), 'stdio'], unasked)).toEqual({
      problem: 'its makers did not ask for a certificate',
    });
    cpSync(place(from), place('accord/reference/0.1.0-2'), { recursive: true });
    rmSync(join(place('accord/reference/0.1.0-2'), 'submission.yaml'));
    const stands = await found('accord/reference/0.1.0-2/stdio');
    rmSync(place('accord/reference/0.1.0-2'), { recursive: true });
    expect(stands).toMatchObject({
      name: 'refused',
      detail: 'no submission that can be read stands in this folder',
    });
  });
});

describe('a certificate that cannot be read', () => {
  it('has no badge published, and stops none of the others', async () => {
    const { certificate: _, ...rest } = entry('local/spoilt');
    const published = (...all: readonly Entry[]) => publishedBadges(all, async () => true);
    expect(await published(entry('local/spoilt'))).toEqual([]);
    expect(await published({ ...rest, certificate: undefined })).toEqual([]);
    expect(await published(entry('local/spoilt'), entry('local/good'))).toHaveLength(1);
  });
});

describe('a certificate that the status log took back', () => {
  it('says when and why', async () => {
    expect((await standing(entry('accord/reference/0.0.9/stdio'))).words).toMatch(
      /revoked on .*The artifact was another one/,
    );
  });
});

describe('the form for a dispute', () => {
  const form = parseYaml(readFileSync(`${process.cwd()}/.github/ISSUE_TEMPLATE/dispute.yml`, 'utf8')) as {
    readonly body: readonly { readonly id?: string; readonly attributes?: { readonly options?: readonly string[] } }[];
  };
  const whole = {
    certificate: 'c-1',
    requirement: WARNED,
    outcome: 'warning',
    run: '2026-07-28, stdio',
    seq: [3, 7],
    suite: '0.1.0 sha256:00',
  } as const;

  it('is filled in by the ids of its fields, and by what they have to choose from', () => {
    const url = new URL(disputeUrl('https://example.org/accord', whole));
    expect(url.pathname).toBe('/accord/issues/new');
    const { template, title, ...fields } = Object.fromEntries(url.searchParams);
    expect([template, title]).toEqual(['dispute.yml', `Dispute: ${WARNED}`]);
    expect(fields).toEqual({
      about: `${WARNED}, c-1`,
      kind: 'It warned, and there is no such rule',
      run: '2026-07-28, stdio',
      seq: '3, 7',
      suite: '0.1.0 sha256:00',
    });
    const ids = form.body.map(({ id }) => id);
    for (const id of Object.keys(fields)) expect(ids).toContain(id);
    const kinds = form.body.find(({ id }) => id === 'kind')?.attributes?.options;
    for (const kind of Object.values(KINDS)) expect(kinds).toContain(kind);
  });

  it('leaves empty what is not known', () => {
    expect([...new URL(disputeUrl('https://example.org/a', {})).searchParams.keys()]).toEqual(['template']);
  });
});

describe('the data files', () => {
  const known = async () => {
    const standings = new Map(await Promise.all(entries.map(async (each) => [each, await standing(each)] as const)));
    return {
      implementations: implementationsOf(entries),
      standingOf: (each: Entry) => standings.get(each) as Standing,
    };
  };
  const faults = (name: string, data: object): unknown => {
    const ajv = new Ajv({ allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(RESULT_SCHEMAS[name] as object);
    return validate(data) ? [] : validate.errors;
  };

  it('hold what was committed, fit their schemas, and name files that the site hands out', async () => {
    const all = await known();
    const data = implementationsData(all);
    expect(faults('implementations', data)).toEqual([]);
    expect(data.implementations.map(({ vendor, product }) => `${vendor}/${product}`)).toContain('acme/weather');
    const committed = entries.filter(({ place }) => place !== undefined);
    const listed = data.implementations.flatMap(({ versions }) => versions.flatMap(({ results }) => results));
    expect(listed.map(({ path }) => path).sort()).toEqual(committed.map((each) => `/results/${each.slug}/`).sort());
    const certificates = certificatesData(all);
    expect(faults('certificates', certificates)).toEqual([]);
    expect(certificates.certificates).toHaveLength(committed.filter((each) => each.certificate !== undefined).length);
    expect(faults('badges', badgesData(all))).toEqual([]);
    expect(faults('status', statusData(all, { log: true, keys: true }))).toEqual([]);
  });

  it('are empty and right where nothing was committed', () => {
    const none = { implementations: [], standingOf: () => ({ name: 'none', words: '' }) as const };
    expect(implementationsData(none).implementations).toEqual([]);
    expect(certificatesData(none).certificates).toEqual([]);
    expect(badgesData(none).badges).toEqual([]);
    expect(statusData(none, { log: false, keys: false })).toEqual({
      format: 'accord-status/1',
      log: null,
      keys: null,
      certificates: [],
    });
  });
});
