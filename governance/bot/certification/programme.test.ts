import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { execute } from '../execute.ts';
import { createClient } from '../github.ts';
import { Target } from '../target.ts';
import { FakeGitHub } from '../testing/fake-github.ts';
import { TestRepository } from '../testing/repository.ts';
import { marked } from '../text.ts';
import { endingMark, endingMarks, planCertificateClock } from './clock.ts';
import { planOffer, writtenIn } from './offer.ts';

let repository: TestRepository | undefined;
afterEach(() => repository?.remove());

const ENDING = { id: '5d79ba296c1f64b1d31b50b6bd9e03ab', folder: 'implementations/acme/weather/1.4.2/stdio' };
const on = (date: string, open: readonly string[] = []) =>
  planCertificateClock({ standing: [{ ...ENDING, validUntil: '2027-11-29T23:59:59Z' }], date, open });

describe('a certificate that ends', () => {
  it.each([
    ['2027-10-29', 0],
    ['2027-10-30', 1],
    ['2027-11-29', 1],
    ['2027-11-30', 0],
  ])('on 2027-11-29 has on %s so many issues: %i', (date, count) => {
    expect(on(date)).toHaveLength(count);
  });

  it('has one issue, which closes when it was renewed or has ended', () => {
    const mark = endingMark(ENDING);
    expect(endingMarks([marked(mark, 'A text'), 'A text of somebody', null])).toEqual([mark]);
    expect(on('2027-11-01', [mark])).toEqual([expect.objectContaining({ mark, issue: expect.anything() })]);
    expect(planCertificateClock({ standing: [], date: '2027-11-01', open: [mark] })).toEqual([
      expect.objectContaining({ mark, issue: null }),
    ]);
  });
});

describe('what was written below implementations/', () => {
  it('is offered, and nothing else; a second time it changes nothing', async () => {
    repository = new TestRepository({
      'implementations/a.md': 'a\n',
      'implementations/b.md': 'b\n',
      'README.md': 'r\n',
    });
    const write = (path: string, text: string) => writeFileSync(join(repository?.root ?? '', path), text);
    write('README.md', 'another\n');
    write('implementations/a.md', 'changed\n');
    mkdirSync(join(repository.root, 'implementations/judges'));
    write('implementations/judges/0.1.0.js', 'export {};\n');
    rmSync(join(repository.root, 'implementations/b.md'));
    const files = writtenIn(repository.root);
    expect(files).toEqual({
      'implementations/a.md': 'changed\n',
      'implementations/b.md': null,
      'implementations/judges/0.1.0.js': 'export {};\n',
    });
    const github = new FakeGitHub();
    const client = () =>
      createClient({ token: 't', baseUrl: 'https://github.example', fetch: github.fetch, second: 1 });
    const target = () => new Target(client(), { owner: github.owner, repo: github.repo }, github.login, false);
    const plan = planOffer('certificates', 'main', files);
    const first = await execute(plan, target());
    expect(first.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    expect(github.issues.at(-1)).toMatchObject({ branch: 'programme/certificates' });
    expect((await execute(plan, target())).flatMap(({ changes }) => changes)).toEqual([]);
    expect(github.mistakes).toEqual([]);
  });

  it('is not offered where it is nothing', () => {
    expect(planOffer('status', 'main', {})).toEqual([]);
  });
});
