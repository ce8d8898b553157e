/**
 * The report as a person reads it in a terminal: failures first, each like a good bug report; then warnings; then how much was not
 * tested and why; and at the end, where one looks first, one line of verdict. Readable at 80 columns and at 40, with colour and without.
 */
import { columns, cut, padEnd, wrap } from './columns.ts';
import { type Excerpts, excerptsOf } from './excerpt.ts';
import type { FormatContext, ReportFormat } from './format.ts';
import { type Paint, painter, type Style } from './paint.ts';
import type { Finding, Report, Run, Verdict } from './report.ts';
import { inert, visible } from './safe.ts';
import {
  type Case,
  type Chapter,
  countsOf,
  type NotTested,
  storyOf,
  toldOnce,
  topicOf,
  whyItDoesNotCount,
} from './story.ts';
import { eventsAt, observedWords, runTitle, VERDICT_MARK, VERDICT_WORD } from './words.ts';

const VERDICT_STYLE: Readonly<Record<Verdict, Style>> = {
  conformant: 'green',
  'conformant-with-waivers': 'green',
  'not-conformant': 'red',
  'no-verdict': 'yellow',
};

/** Measure beyond which prose is hard to read, however wide the terminal. */
const WIDEST_PROSE = 100;
/** A subject that breaks one rule in many places is shown so many of them; the JSON report holds the rest. */
const MOST_FINDINGS = 3;
const MOST_REASONS = 5;
/** Of what kept rules from being tested; `verbose` shows the rest. */
const MOST_DETAILS = 3;

class Page {
  readonly lines: string[] = [];
  readonly paint: Paint;
  readonly width: number;
  /** Width of prose. */
  readonly measure: number;
  readonly excerpts: Excerpts | undefined;

  constructor({ colour = false, width = 80, transcript }: FormatContext) {
    this.paint = painter(colour);
    this.width = Math.max(32, width);
    this.measure = Math.min(this.width, WIDEST_PROSE);
    this.excerpts = transcript === undefined ? undefined : excerptsOf(transcript);
  }

  blank(): void {
    if (this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('');
  }

  /** Text over as many lines as it needs; all but the first are indented by `hanging`. */
  prose(indent: string, text: string, style?: Style, hanging = indent): void {
    const width = this.measure - Math.max(columns(indent), columns(hanging));
    wrap(inert(visible(text)), width).forEach((line, index) => {
      this.add(`${index === 0 ? indent : hanging}${style === undefined ? line : this.paint(style, line)}`);
    });
  }

  /** Like prose, but broken between the items alone. */
  list(indent: string, items: readonly string[], style: Style): void {
    const held = items.map((item) => item.replaceAll(' ', '\u00a0')).join(', ');
    for (const line of wrap(held, this.measure - columns(indent)))
      this.add(`${indent}${this.paint(style, line.replaceAll('\u00a0', ' '))}`);
  }

  /** A label in a column of its own, and prose beside it. */
  labelled(indent: string, label: string, text: string): void {
    const lead = `${indent}${padEnd(label, 10)}`;
    const width = this.measure - columns(lead);
    const [first = '', ...rest] = wrap(inert(visible(text)), width);
    this.add(`${indent}${this.paint('dim', padEnd(label, 10))}${first}`);
    for (const line of rest) this.add(`${' '.repeat(columns(lead))}${line}`);
  }

  add(line: string): void {
    this.lines.push(inert(line));
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

function writeHeader(page: Page, { subject, suite, runs, date }: Report): void {
  const name = subject.name === null ? 'a subject that never named itself' : subject.name;
  page.prose('', subject.version === null ? name : `${name} ${subject.version}`, 'bold');
  page.prose('', subject.url ?? (subject.command ?? []).join(' '), 'dim', '  ');
  const transports = [...new Set(runs.map(({ transport }) => transport))];
  const revisions = runs.map(({ revision }) => revision);
  const spoken = revisions.length === 0 ? 'no revision was established' : `MCP ${revisions.join(' and ')}`;
  page.prose('', `${[...transports, spoken].join(', ')}; accord ${suite.version}, ${date}`, 'dim', '  ');
}

function writeExcerpt(page: Page, finding: Finding): void {
  const lines = page.excerpts?.(finding.seq) ?? [];
  if (lines.length === 0) {
    if (finding.seq.length > 0) page.labelled('      ', 'seen at', `${eventsAt(finding.seq)} of the transcript`);
    return;
  }
  const digits = Math.max(...lines.map(({ seq }) => String(seq).length));
  for (const { seq, arrow, text, pointed } of lines) {
    const lead = `      ${String(seq).padStart(digits)} ${arrow} `;
    const shown = cut(inert(visible(text.slice(0, page.width * 2))), page.width - columns(lead));
    page.add(pointed ? `${page.paint('cyan', lead)}${shown}` : page.paint('dim', `${lead}${shown}`));
  }
}

function writeCase(page: Page, each: Case, label: string, style: Style): void {
  const { result, requirement, link } = each;
  const lead = `  ${label} `;
  page.blank();
  const title = `${lead}${result.requirement}`;
  const gap = page.measure - columns(title) - columns(result.level);
  const painted = `  ${page.paint(style, label)} ${page.paint('bold', result.requirement)}`;
  if (gap >= 2) page.add(`${painted}${' '.repeat(gap)}${result.level}`);
  else {
    page.add(painted);
    page.add(`    ${result.level}`);
  }
  if (requirement !== undefined) page.prose('    ', requirement.statement, 'dim');
  if (result.waived !== undefined) {
    const { reason, issue, until } = result.waived;
    page.labelled(
      '      ',
      'waived',
      [reason, issue, until === undefined ? undefined : `until ${until}`].filter(Boolean).join('; '),
    );
  }
  const apart = whyItDoesNotCount(each);
  if (apart !== undefined) page.prose('    ', apart, 'dim');
  const told = toldOnce(result.findings);
  for (const { finding, again } of told.slice(0, MOST_FINDINGS)) {
    page.blank();
    page.prose('    ', finding.message);
    page.labelled('      ', 'expected', finding.expected);
    page.labelled('      ', 'actual', finding.actual);
    writeExcerpt(page, finding);
    if (again.length > 0) page.prose('      ', `the same at ${eventsAt(again)}`, 'dim');
  }
  const hidden = told.length - MOST_FINDINGS;
  if (hidden > 0) page.prose('    ', `and ${hidden} more, in report.json`, 'dim');
  page.blank();
  // Not wrapped: a link that is broken over lines cannot be followed.
  if (link !== undefined) page.add(`    ${page.paint('dim', link)}`);
  page.add(`    ${page.paint('dim', `accord explain ${result.requirement}`)}`);
}

function writeChapters(page: Page, chapters: readonly Chapter[], label: string, style: Style): void {
  for (const { title, cases } of chapters) {
    page.blank();
    page.add(page.paint('bold', visible(title)));
    for (const each of cases) writeCase(page, each, label, style);
  }
}

/** `elicitation 27, sampling 22`: the names stand before the first dot of the ids. */
const byTopic = (requirements: readonly string[]): readonly string[] =>
  [...countsOf(requirements.map(topicOf))].map(([topic, count]) => `${topic} ${count}`);

/** In short: how many for each reason, of which topics, and what would test them. */
function writeCountsNotTested(page: Page, groups: readonly NotTested[]): void {
  for (const { why, remedy, remedySaysAll, ofTheSuite, details, requirements } of groups) {
    page.prose('  ', `${plural(requirements.length, 'requirement')}: ${why}`, undefined, '    ');
    if (remedy !== undefined) page.prose('    ', `to test: ${remedy}`, 'cyan', '      ');
    const shown = remedySaysAll === true ? [] : details.slice(0, MOST_DETAILS);
    for (const detail of shown) page.prose('    ', detail, 'dim');
    if (ofTheSuite !== true) page.list('    ', byTopic(requirements), 'dim');
  }
}

function writeEachNotTested(page: Page, groups: readonly NotTested[]): void {
  for (const { why, remedy, details, requirements } of groups) {
    page.blank();
    page.prose('  ', `${plural(requirements.length, 'requirement')}: ${why}`);
    if (remedy !== undefined) page.prose('    ', `to test: ${remedy}`, 'cyan', '      ');
    for (const detail of details) page.prose('    ', detail, 'dim');
    page.prose('    ', requirements.join(', '), 'dim');
  }
}

/** As a shell takes it for one word. */
const asWord = (path: string): string =>
  /^[\p{L}\p{N}._/@%+=:,~-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;

/** One line; two where the terminal is too narrow for one. */
function writeVerdict(page: Page, verdict: Verdict, beside: string): void {
  const words = `${VERDICT_MARK[verdict]} ${VERDICT_WORD[verdict]}`;
  const painted = page.paint(VERDICT_STYLE[verdict], words);
  if (columns(words) + 2 + columns(beside) <= page.width) page.add(`${painted}  ${beside}`);
  else {
    page.add(painted);
    page.prose('  ', beside);
  }
}

/** `leadsOn`: nothing of the kind stands below it, so it says how each is named. */
function writeNotTested(page: Page, groups: readonly NotTested[], context: FormatContext, leadsOn: boolean): void {
  if (groups.length === 0) return;
  page.blank();
  page.add(page.paint('bold', 'Not tested'));
  if (context.verbose === true) writeEachNotTested(page, groups);
  else writeCountsNotTested(page, groups);
  if (!leadsOn || context.verbose === true) return;
  page.blank();
  // Not wrapped: a command that is broken over lines cannot be copied.
  page.add(page.paint('dim', '  each by its id:'));
  page.add(page.paint('dim', `  accord judge ${visible(asWord(context.place ?? ''))} --verbose`));
}

function writeRun(page: Page, run: Run, context: FormatContext, leadsOn: boolean): void {
  const story = storyOf(run, context.catalogue, context.transcript);
  page.blank();
  const title = `── ${runTitle(run)} `;
  page.add(page.paint('dim', `${title}${'─'.repeat(Math.max(2, page.measure - columns(title)))}`));
  writeChapters(page, story.failures, 'fail', 'red');
  writeChapters(page, story.waived, 'waived', 'yellow');
  for (const { result } of story.errors) {
    page.blank();
    page.prose('  ', `error ${result.requirement}: ${result.reason ?? 'the harness failed'}`, 'yellow', '    ');
  }
  writeChapters(page, story.beyond, 'beyond', 'yellow');
  writeChapters(page, story.warnings, 'warning', 'yellow');
  writeNotTested(page, story.notTested, context, leadsOn);
  page.blank();
  const { totals } = run;
  const counted = [
    [totals.pass, 'passed'],
    [totals.fail, 'failed'],
    [totals.warning, totals.warning === 1 ? 'warning' : 'warnings'],
    [totals.error, totals.error === 1 ? 'error' : 'errors'],
    [totals['not-tested'], 'not tested'],
    [totals['not-applicable'], 'not applicable'],
  ] as const;
  page.prose(
    '',
    counted
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}`)
      .join(', '),
    'dim',
    '  ',
  );
  writeVerdict(page, run.verdict, observedWords(run));
  for (const reason of run.because.slice(0, MOST_REASONS)) page.prose('  ', reason, undefined, '    ');
  const hidden = run.because.length - MOST_REASONS;
  if (hidden > 0) page.prose('  ', `and ${plural(hidden, 'more reason', 'more reasons')}, in report.json`, 'dim');
}

export const pretty: ReportFormat = (report, context) => {
  const page = new Page(context);
  writeHeader(page, report);
  const last = report.runs.findLast(({ totals }) => totals['not-tested'] > 0);
  const placed = { place: report.transcript.file, ...context };
  for (const run of report.runs) writeRun(page, run, placed, run === last);
  if (report.runs.length === 0) {
    page.blank();
    writeVerdict(page, 'no-verdict', 'nothing was observed: no revision of MCP was established');
  }
  return page.text();
};
