/** What the workflows of the programme run: certificates for all that is due, by a key in a variable; artifacts, as far as they can be run. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimedStatement } from '../../certifier/certificate/certificate-file.ts';
import { judgeText } from '../../certifier/judging.ts';
import type { Report } from '../../certifier/report/report.ts';
import { standingCertificates } from '../../governance/bot/certification/certificates.ts';
import { planCertificateClock } from '../../governance/bot/certification/clock.ts';
import { ROOT } from '../root.ts';
import { accordHere, temporaryFolder } from '../testing.ts';

const FOLDER = 'implementations/accord/accord-reference-server/0.1.0';
let here: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  here = temporaryFolder();
  mkdirSync(at('implementations'), { recursive: true });
  cpSync(join(ROOT, FOLDER), at(FOLDER), { recursive: true });
  vi.spyOn(process, 'cwd').mockReturnValue(here.path);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  here.remove();
});
const at = (path: string): string => join(here.path, path);

const TRANSPORTS = ['stdio', 'streamable-http'] as const;

/** Its makers ask for it. */
function byVendor(): void {
  const file = at(`${FOLDER}/submission.yaml`);
  writeFileSync(file, readFileSync(file, 'utf8').replace('for: programme', 'for: vendor'));
}

/** Whatever judge made the stored reports: those of today's. */
async function judgedToday(): Promise<void> {
  for (const transport of TRANSPORTS) {
    const folder = at(`${FOLDER}/${transport}`);
    const { date, subject } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
    const options = { file: 'transcript.jsonl', date, waivers: [], digest: subject.digest ?? '' };
    const { reportBytes } = await judgeText(readFileSync(join(folder, 'transcript.jsonl'), 'utf8'), options);
    writeFileSync(join(folder, 'report.json'), reportBytes);
  }
}

const KEYS = 'implementations/keys.json';
/** The key goes into a variable, and its public half into the keys of the programme. */
async function key(): Promise<readonly string[]> {
  const made = await accordHere(['keygen', at('key'), '--register', at(KEYS), '--valid-until', '2099-12-31']);
  expect(made.status).toBe(0);
  vi.stubEnv('ACCORD_TEST_KEY', readFileSync(at('key'), 'utf8'));
  return ['--keys', at(KEYS), '--status-log', at('implementations/status-log.jsonl')];
}
const issue = (files: readonly string[], ...more: readonly string[]) =>
  accordHere(['issue', '--due', '--key', 'env:ACCORD_TEST_KEY', ...files, ...more]);
const COUNTED = ['--programme', '--status-url', 'https://accord.example/status-log.jsonl'];

describe('what is due', () => {
  it('is certified, each transport by itself, and then nothing is due any more', async () => {
    byVendor();
    await judgedToday();
    const files = await key();
    const { status, stdout, stderr } = await issue(files, ...COUNTED);
    expect([status, stderr]).toEqual([0, '']);
    const paths = stdout.trimEnd().split('\n');
    expect(paths).toEqual(TRANSPORTS.map((transport) => at(`${FOLDER}/${transport}/certificate.intoto.jsonl`)));
    for (const path of paths) expect((await accordHere(['verify', path, ...files])).status).toBe(0);
    // The same in the folder of another version is refused there.
    const other = FOLDER.replace('0.1.0', '0.2.0');
    cpSync(at(FOLDER), at(other), { recursive: true });
    const strayed = await accordHere(['verify', at(`${other}/stdio`), ...files]);
    expect(strayed.status).toBe(1);
    expect(strayed.stdout).toMatch(/^NO {4}submission +the submission is of .* and this is the folder of .* 0\.2\.0$/m);
    rmSync(at(other), { recursive: true });
    const again = await issue(files, ...COUNTED);
    expect(again).toEqual({ status: 0, stdout: '', stderr: 'no result that may have a certificate is without one\n' });

    const standing = await standingCertificates(here.path);
    expect(standing.map(({ folder }) => folder)).toEqual([`${FOLDER}/stdio`, `${FOLDER}/streamable-http`]);
    const [first] = standing;
    const date = first?.validUntil.slice(0, 10) ?? '';
    expect(planCertificateClock({ standing, date, open: [] })).toHaveLength(2);
  });

  it('is told with what a workflow makes the same statements of, to attest them', async () => {
    byVendor();
    await judgedToday();
    const output = at('output');
    writeFileSync(output, 'before=1\n');
    const trust = await key();
    const { status, stdout } = await issue(trust, ...COUNTED, '--statements', output);
    expect(status).toBe(0);
    const [before, added = '', ...more] = readFileSync(output, 'utf8').split('\n');
    expect([before, more]).toEqual(['before=1', ['']]);
    const statements: readonly Record<'name' | 'digest' | 'type' | 'predicate', string>[] = JSON.parse(
      added.replace(/^statements=/, ''),
    );
    // As actions/attest puts them together.
    const again = statements.map(({ name, digest, type, predicate }) => {
      const [algorithm = '', hex = ''] = digest.split(':');
      expect([hex.length, algorithm]).toEqual([64, 'sha256']);
      const subject = [{ name, digest: { [algorithm]: hex } }];
      const statement = { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: type };
      return { ...statement, predicate: JSON.parse(predicate) };
    });
    const files = stdout.trimEnd().split('\n');
    expect(again).toEqual(files.map((file) => claimedStatement(readFileSync(file))));
    expect(again).toHaveLength(2);

    expect((await issue(trust, ...COUNTED, '--statements', output)).status).toBe(0);
    expect(readFileSync(output, 'utf8').split('\n').at(-2)).toBe('statements=[]');
  });

  it('is told where it cannot be signed, and the others are', async () => {
    byVendor();
    await judgedToday();
    const report = at(`${FOLDER}/stdio/report.json`);
    writeFileSync(report, readFileSync(report, 'utf8').replace('"outcome": "pass"', '"outcome": "not-applicable"'));
    const { status, stdout, stderr } = await issue(await key(), ...COUNTED);
    expect(status).toBe(1);
    expect(stdout).toBe(`${at(`${FOLDER}/streamable-http/certificate.intoto.jsonl`)}\n`);
    expect(stderr).toMatch(new RegExp(`^accord: ${FOLDER}/stdio: not issued: `));
  });

  it('is not what its makers did not ask for', async () => {
    const { stdout, stderr } = await issue(await key(), ...COUNTED);
    expect([stdout, stderr]).toEqual(['', 'no result that may have a certificate is without one\n']);
  });

  it('is not signed by hand either, where its makers did not ask or the folder is of another product', async () => {
    await judgedToday();
    const files = await key();
    const sign = (folder: string) =>
      accordHere(['issue', at(`${folder}/stdio`), '--key', 'env:ACCORD_TEST_KEY', ...files, ...COUNTED]);
    const unasked = await sign(FOLDER);
    expect([unasked.status, unasked.stdout]).toEqual([2, '']);
    expect(unasked.stderr).toBe('accord: not issued: submission: its makers did not ask for a certificate\n');
    byVendor();
    const other = FOLDER.replace('0.1.0', '0.2.0');
    cpSync(at(FOLDER), at(other), { recursive: true });
    const strayed = await sign(other);
    expect([strayed.status, strayed.stdout]).toEqual([2, '']);
    expect(strayed.stderr).toContain('and this is the folder of accord/accord-reference-server 0.2.0');
    expect(existsSync(at('implementations/status-log.jsonl'))).toBe(false);
  });

  it('is run again as far as it can be, and of the rest it is said that it was not', async () => {
    byVendor();
    const { status, stderr } = await accordHere(['reproduce', '--due']);
    expect(status).toBe(0);
    expect(stderr).toContain(`not run again: ${FOLDER} is no package of npm`);
    expect(stderr).toContain('no submission that could be run again');
  });

  it.each([
    [['issue', '--key', 'k'], /what shall be signed\?/],
    [['issue', '--due', '--key', 'k'], /--due is for certificates that count/],
    [['issue', 'x', '--key', 'k', '--statements', 'y'], /--statements belongs to --due/],
    [['issue', 'x', '--due', '--programme', '--key', 'k'], /leave out the folder/],
    [
      ['issue', '--due', '--key', 'env:ACCORD_NO_KEY', '--programme', '--status-url', 'https://a.example/'],
      /the variable ACCORD_NO_KEY is empty/,
    ],
    [['reproduce'], /what shall be run again\?/],
    [['reproduce', 'x', '--due'], /what shall be run again\?/],
    [['reproduce', '--due', '--json'], /are for one folder/],
    [['reproduce', '--due', '--installed', '.', '--container', 'node'], /leave out one of the two/],
  ])('is refused in one line: %j', async (words, message) => {
    byVendor();
    const { status, stdout, stderr } = await accordHere(words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
