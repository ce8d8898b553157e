/**
 * What is published in `implementations/` is true: it keeps the rules that hold for ever, today's judge says the same of the stored
 * transcripts, and a run of today, from the same artifacts, comes to the same outcomes.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { problemLine } from '../../governance/problem.ts';
import { judgeText } from '../judging.ts';
import { admissionOf, LASTING_RULES } from './admission.ts';
import { isOwn } from './belonging.ts';
import { entriesOf, requestFromDisk } from './disk.ts';
import { isOfProgramme } from './folder.ts';
import { type Difference, differencesBetween, differenceText } from './outcomes.ts';
import { ofProgramme, reportIn, submissionsIn, transcriptIn } from './programme.ts';
import { reproduce } from './reproduce/reproduce.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HOW = 'npm run implementations -- --update records and judges anew';
const MOST_RUNS = 3;
/** Both runs judged it, and not alike. */
const turns = ({ before = '', after = '' }: Difference): boolean =>
  ![before, after].some((outcome) => outcome.startsWith('not-tested'));
const all = submissionsIn(ROOT);
const own = ofProgramme(ROOT);

it('the reference server and at least five public servers are published, without certificates that nobody asked for', () => {
  const vendors = own.map(({ submission }) => submission.subject.purl ?? '');
  expect(vendors.filter((purl) => purl.startsWith('pkg:npm/')).length).toBeGreaterThanOrEqual(5);
  expect(vendors.filter((purl) => purl.startsWith('pkg:generic/accord-reference-server@'))).toHaveLength(1);
});

it('of what the programme published, its reference server alone is its own', () => {
  expect(own.filter(({ submission }) => isOwn(submission)).map(({ submission }) => submission.subject.name)).toEqual([
    'accord-reference-server',
  ]);
});

describe.each(all)('$folder', ({ folder, submission, transports }) => {
  it('keeps the rules that hold for ever', async () => {
    const request = await requestFromDisk({ root: ROOT, folder, date: new Date().toISOString().slice(0, 10) });
    const { problems } = await admissionOf(request, LASTING_RULES);
    expect(problems.map(problemLine)).toEqual([]);
  });

  it.each(transports)('is judged as the report says, over %s', async (transport) => {
    const submitted = reportIn(ROOT, { folder }, transport);
    const { report } = await judgeText(transcriptIn(ROOT, { folder }, transport), {
      file: 'transcript.jsonl',
      waivers: submission.waivers ?? [],
      date: submitted.date,
    });
    expect(differencesBetween(submitted, report).map(differenceText), HOW).toEqual([]);
    expect(report.verdict).toBe(submitted.verdict);
  });
});

describe.each(own)('$folder', (published) => {
  it('has no certificate, because nobody asked for one, and names no place of the machine that recorded it', () => {
    const paths = entriesOf(ROOT, published.folder).flatMap(({ path, kind }) => (kind === 'file' ? [path] : []));
    expect(paths.filter(isOfProgramme)).toEqual([]);
    for (const path of paths) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      expect(text).not.toContain('accord-reproduce-');
      expect(text).not.toContain(realpathSync(ROOT));
    }
  });

  it.each(published.transports)('comes to the same outcomes when it is run again, over %s', async (transport) => {
    const submitted = reportIn(ROOT, published, transport);
    // These servers act at times of their own: what one run meets, such as progress or a question of theirs, the next may miss.
    // So what one run observes and another does not counts when every run shows it; a verdict that turns counts at once. That our own
    // side adds nothing to this, `stable.test.ts` shows.
    let lasting: readonly string[] | undefined;
    for (let run = 0; run < MOST_RUNS && (lasting === undefined || lasting.length > 0); run += 1) {
      const { compared, differences } = await reproduce(published.submission, transport, submitted, {
        installation: ROOT,
      });
      expect(compared).toBeGreaterThan(300);
      expect(differences.filter(turns).map(differenceText), HOW).toEqual([]);
      const seen = differences.map(differenceText);
      lasting = lasting?.filter((each) => seen.includes(each)) ?? seen;
    }
    expect(lasting, HOW).toEqual([]);
  });
});
