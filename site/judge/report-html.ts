/**
 * A report as markup, where there is no page for it yet: what the judge page shows. Failures first, each with the exchange that
 * shows it. Whatever a subject said passes through `shown`.
 */
import type { Transcript } from '../../certifier/evidence/transcript.ts';
import { OUTCOMES, type Report, type Result, type Run } from '../../certifier/report/report.ts';
import { visibleText } from '../../certifier/report/safe.ts';
import { observedWords } from '../../certifier/report/words.ts';
import { brokenHtml } from '../lib/finding-html.ts';
import { exchangesIn, findingsOf, notesOf } from '../lib/findings-of.ts';
import { escapeHtml } from '../lib/html.ts';
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

type Context = Omit<Shown, 'report'> & { readonly eventsOf: ReturnType<typeof exchangesIn> };

const shown = (text: string): string => escapeHtml(visibleText(text));

function resultHtml(result: Result, { statements, pageOf, eventsOf }: Context): string {
  const { requirement, outcome, level } = result;
  const known = statements[requirement];
  const html = brokenHtml({
    requirement,
    outcome,
    level,
    page: known && pageOf(requirement),
    statement: known?.statement,
    notes: notesOf(result, known),
    findings: findingsOf(result, eventsOf),
  });
  return `<section class="broken">${html}</section>`;
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
${broken.map((result) => resultHtml(result, context)).join('')}
<details class="all"><summary>${count(run.results.length, 'outcome')}, every one</summary><table class="plain stacks"><thead><tr><th scope="col">Outcome</th><th scope="col">Requirement</th><th scope="col">Level</th><th scope="col">Looked at</th></tr></thead><tbody>${run.results
    .map((result) => lineHtml(result, context))
    .join('')}</tbody></table></details></section>`;
}

export function reportHtml({ report, ...rest }: Shown): string {
  const context: Context = { ...rest, eventsOf: exchangesIn(rest.transcript) };
  const { name, version } = report.subject;
  const subject = name === null ? 'A subject that never named itself' : `${name} ${version ?? ''}`.trim();
  if (report.runs.length === 0) {
    return `<h2>${shown(subject)}</h2><p class="verdict-line">${verdictHtml('no-verdict')}</p><p>No revision of MCP was established in it: no <code>initialize</code> was answered with a version, and no <code>server/discover</code> with a result. So there is nothing to judge.</p>`;
  }
  return `<p class="subject">${shown(subject)}</p>${report.runs.map((run) => runHtml(run, context)).join('')}`;
}
