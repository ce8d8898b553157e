/**
 * A report as markup, where there is no page for it yet: what the judge page shows. Failures first, each with the exchange that
 * shows it. Whatever a subject said passes through `shown`.
 */
import type { Level } from '../../certifier/catalogue/requirement.ts';
import type { Transcript, TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { excerptsOf } from '../../certifier/report/excerpt.ts';
import {
  type Finding,
  OUTCOMES,
  type Outcome,
  type Report,
  type Result,
  type Run,
} from '../../certifier/report/report.ts';
import { visibleText } from '../../certifier/report/safe.ts';
import { toldOnce, whyItDoesNotCount } from '../../certifier/report/story.ts';
import { eventsAt, observedWords } from '../../certifier/report/words.ts';
import { conversationHtml } from '../lib/conversation-html.ts';
import { escapeHtml, withCode, withOurCode } from '../lib/html.ts';
import { levelHtml, outcomeHtml, revisionHtml, verdictHtml } from '../lib/marks.ts';
import { count, reasonWords, TRANSPORT_WORDS, times } from '../lib/words.ts';
import type { Statements } from './protocol.ts';

export interface Shown {
  readonly report: Report;
  readonly transcript: Transcript;
  readonly statements: Statements;
  /** The address of a requirement's page. */
  readonly pageOf: (id: string) => string;
}

type Context = Omit<Shown, 'report'> & { readonly eventsOf: (seqs: readonly number[]) => readonly TranscriptEvent[] };

const shown = (text: string): string => escapeHtml(visibleText(text));
/** The words of a finding: ours, with code in backticks, and what the subject said in quotation marks. */
const told = (text: string): string => withOurCode(visibleText(text));

function excerptReader(transcript: Transcript): Context['eventsOf'] {
  const excerpt = excerptsOf(transcript);
  const bySeq = new Map(transcript.events.map((event) => [event.seq, event]));
  return (seqs) =>
    excerpt(seqs)
      .map(({ seq }) => bySeq.get(seq))
      .filter((event) => event !== undefined);
}

const factsHtml = ({ expected, actual }: Finding): string =>
  `<dl class="facts"><dt>Expected</dt><dd>${told(expected)}</dd><dt>Actual</dt><dd>${told(actual)}</dd></dl>`;

function findingHtml(finding: Finding, again: readonly number[], { eventsOf }: Context): string {
  const events = eventsOf(finding.seq);
  const exchange =
    events.length === 0
      ? ''
      : `<details open><summary>The exchange that shows it</summary>${conversationHtml(events, finding.seq)}</details>`;
  const more = again.length === 0 ? '' : `<p class="quiet">The same at ${eventsAt(again)}.</p>`;
  return `<div class="finding"><p class="message">${told(finding.message)}</p>${factsHtml(finding)}${exchange}${more}</div>`;
}

const headHtml = (id: string, outcome: Outcome, level: Level, { statements, pageOf }: Context): string => {
  const statement = statements[id]?.statement;
  const name =
    statement === undefined
      ? `<span class="id">${shown(id)}</span>`
      : `<a class="id" href="${escapeHtml(pageOf(id))}">${escapeHtml(id)}</a>`;
  return `<h4 class="head">${outcomeHtml(outcome)} ${levelHtml(level)} ${name}</h4>${
    statement === undefined ? '' : `<p class="statement">${withCode(statement)}</p>`
  }`;
};

function brokenHtml(result: Result, context: Context): string {
  const apart = whyItDoesNotCount({ result, requirement: context.statements[result.requirement] });
  return `<section class="broken">${headHtml(result.requirement, result.outcome, result.level, context)}${
    apart === undefined ? '' : `<p class="quiet">${apart}</p>`
  }${result.outcome === 'error' ? `<p>${shown(result.reason ?? '')}</p>` : ''}${toldOnce(result.findings)
    .map(({ finding, again }) => findingHtml(finding, again, context))
    .join('')}</section>`;
}

const totalsHtml = ({ totals }: Run): string =>
  `<ul class="totals" aria-label="Outcomes">${OUTCOMES.filter((outcome) => totals[outcome] > 0)
    .map((outcome) => `<li><span class="n">${totals[outcome]}</span> ${outcomeHtml(outcome)}</li>`)
    .join('')}</ul>`;

function lineHtml({ requirement, level, outcome, observed, reason }: Result, { statements, pageOf }: Context): string {
  const id = shown(requirement);
  const name = statements[requirement] === undefined ? id : `<a href="${escapeHtml(pageOf(requirement))}">${id}</a>`;
  const why =
    reason === undefined || outcome === 'error'
      ? ''
      : `<span class="quiet reason">${shown(reasonWords(reason))}</span>`;
  return `<tr><td>${outcomeHtml(outcome)}</td><th scope="row"><span class="id">${name}</span>${why}</th><td data-label="Level">${levelHtml(level)}</td><td data-label="Looked at">${times(observed)}</td></tr>`;
}

/** Broken too, and no part of the profile. */
const isBeyond = ({ outcome, beyond }: Result): boolean => outcome === 'fail' && beyond === true;

/** What the verdict rests on first. */
const RANKS: readonly ((result: Result) => boolean)[] = [
  (result) => result.outcome === 'fail' && !isBeyond(result),
  (result) => result.outcome === 'error',
  isBeyond,
  (result) => result.outcome === 'warning',
];

function runHtml(run: Run, context: Context): string {
  const broken = RANKS.flatMap((rank) => run.results.filter(rank));
  const because =
    run.because.length === 0
      ? ''
      : `<p>There is no verdict because:</p><ul>${run.because.map((line) => `<li>${shown(line)}</li>`).join('')}</ul>`;
  return `<section class="run-report"><h2>${revisionHtml(run.revision)} over ${TRANSPORT_WORDS[run.transport]}</h2>
<p class="verdict-line">${verdictHtml(run.verdict)}</p><p class="quiet">${escapeHtml(observedWords(run))}</p>${totalsHtml(run)}${because}
${broken.length === 0 ? '' : `<h3>What is broken</h3>${broken.map((result) => brokenHtml(result, context)).join('')}`}
<details class="all"><summary>${count(run.results.length, 'outcome')}, every one</summary><table class="plain stacks"><thead><tr><th scope="col">Outcome</th><th scope="col">Requirement</th><th scope="col">Level</th><th scope="col">Looked at</th></tr></thead><tbody>${run.results
    .map((result) => lineHtml(result, context))
    .join('')}</tbody></table></details></section>`;
}

export function reportHtml({ report, ...rest }: Shown): string {
  const context: Context = { ...rest, eventsOf: excerptReader(rest.transcript) };
  const { name, version } = report.subject;
  const subject = name === null ? 'A subject that never named itself' : `${name} ${version ?? ''}`.trim();
  if (report.runs.length === 0) {
    return `<h2>${shown(subject)}</h2><p class="verdict-line">${verdictHtml('no-verdict')}</p><p>No revision of MCP was established in it: no <code>initialize</code> was answered with a version, and no <code>server/discover</code> with a result. So there is nothing to judge.</p>`;
  }
  return `<p class="subject">${shown(subject)}</p>${report.runs.map((run) => runHtml(run, context)).join('')}`;
}
