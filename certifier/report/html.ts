/** The report as one HTML file that needs nothing else: no font, no image, no request. Light and dark; the transcript is in it. */
import { excerptsOf } from './excerpt.ts';
import type { ReportFormat } from './format.ts';
import { SEARCH, SEARCH_DIGEST } from './html/search.ts';
import { STYLE } from './html/style.ts';
import { trafficOf } from './html/transcript.ts';
import type { Outcome, Run } from './report.ts';
import { escapeMarkup as e, withOurCode } from './safe.ts';
import { type Case, type Chapter, storyOf, toldOnce, whyItDoesNotCount } from './story.ts';
import { eventsAt, OUTCOME_WORD, observedWords, runTitle, VERDICT_MARK, VERDICT_WORD } from './words.ts';

const EXCERPT_CHARACTERS = 4000;
const shorten = (text: string): string =>
  text.length <= EXCERPT_CHARACTERS ? text : `${text.slice(0, EXCERPT_CHARACTERS)}… (${text.length} characters)`;

const ours = (text: string): string => withOurCode(e(text));

/** Statements are our own, and mark code by backticks. */
const statementHtml = (statement: string): string => e(statement).replace(/`([^`]+)`/g, '<code>$1</code>');

export const html: ReportFormat = (report, { catalogue, transcript }) => {
  const excerpts = transcript === undefined ? undefined : excerptsOf(transcript);
  const findings = report.runs.flatMap(({ results }) => results.flatMap((result) => result.findings));
  const traffic =
    transcript === undefined || transcript.events.length === 0
      ? undefined
      : trafficOf(transcript, new Set(findings.flatMap(({ seq }) => seq)));
  const linked = (seq: number): string =>
    traffic?.shown.has(seq) === true ? `<a href="#e${seq}">${seq}</a>` : String(seq);

  const excerptHtml = (seqs: readonly number[]): string => {
    const lines = excerpts?.(seqs) ?? [];
    if (lines.length === 0)
      return seqs.length === 0 ? '' : `<p class="quiet">Event ${seqs.map(linked).join(', ')} of the transcript.</p>`;
    const items = lines.map(
      ({ seq, arrow, text }) =>
        `<li><span class="quiet">${linked(seq)} ${arrow}</span><code>${e(shorten(text))}</code></li>`,
    );
    return `<ol class="excerpt">${items.join('')}</ol>`;
  };

  const apartHtml = (each: Case): string => {
    const apart = whyItDoesNotCount(each);
    return apart === undefined ? '' : `<p class="quiet">${e(apart)}</p>`;
  };

  const caseHtml = ({ result, requirement, link }: Case): string => `<article class="${result.outcome}">
<span class="tag">${e(result.waived !== undefined ? 'waived' : result.beyond === true ? 'beyond' : OUTCOME_WORD[result.outcome])}</span><h4>${e(result.requirement)}</h4> <span class="quiet">${e(result.level)}</span>
${requirement === undefined ? '' : `<p>${statementHtml(requirement.statement)}</p>`}${apartHtml({ result, requirement, link })}
${result.waived === undefined ? '' : `<p>Waived: ${e(result.waived.reason)}</p>`}${result.outcome === 'error' ? `<p>${e(result.reason ?? '')}</p>` : ''}
${toldOnce(result.findings)
  .map(
    ({ finding: { message, expected, actual, seq }, again }) =>
      `<p><strong>${ours(message)}</strong></p><dl><dt>expected</dt><dd>${ours(expected)}</dd><dt>actual</dt><dd>${ours(actual)}</dd></dl>${excerptHtml(seq)}${again.length === 0 ? '' : `<p class="quiet">The same at ${eventsAt(again).replace(/\d+/g, (seq) => linked(Number(seq)))}.</p>`}`,
  )
  .join('\n')}
<p class="quiet">${link === undefined ? '' : `<a href="${e(link)}" rel="noreferrer">The rule upstream</a> · `}<code>accord explain ${e(result.requirement)}</code></p>
</article>`;

  const section = (heading: string, chapters: readonly Chapter[]): string =>
    chapters.map(({ title, cases }) => `<h3>${heading}: ${e(title)}</h3>${cases.map(caseHtml).join('')}`).join('\n');

  const row = (run: Run, outcome: Outcome): string => `<td>${run.totals[outcome]}</td>`;

  const runHtml = (run: Run): string => {
    const story = storyOf(run, catalogue, transcript);
    const passed = run.results.filter(({ outcome }) => outcome === 'pass');
    const absent = run.results.filter(({ outcome }) => outcome === 'not-applicable');
    const ids = (list: readonly string[]): string => list.map((id) => `<code>${e(id)}</code>`).join(', ');
    const folded = (title: string, list: readonly { readonly requirement: string }[]): string =>
      list.length === 0
        ? ''
        : `<details><summary>${list.length} ${title}</summary><p>${ids(list.map(({ requirement }) => requirement))}</p></details>`;
    const notTested = story.notTested.map(
      ({ why, remedy, ofTheSuite, details, requirements }) =>
        `<li>${ofTheSuite === true ? `${requirements.length}: ` : ''}${e(why)}${remedy === undefined ? '' : ` (to test: <code>${e(remedy)}</code>)`}${details.map((each) => `; ${e(each)}`).join('')}${ofTheSuite === true ? '' : `<br><span class="quiet">${ids(requirements)}</span>`}</li>`,
    );
    return `<h2>${e(runTitle(run))}</h2>
<p class="verdict ${run.verdict}">${VERDICT_MARK[run.verdict]} ${VERDICT_WORD[run.verdict]}</p><p>${observedWords(run)}</p>
${run.because.length === 0 ? '' : `<ul>${run.because.map((reason) => `<li>${e(reason)}</li>`).join('')}</ul>`}
${section('Failed', story.failures)}${section('Waived', story.waived)}
${story.errors.length === 0 ? '' : `<h3>Could not be judged</h3>${story.errors.map(caseHtml).join('')}`}
${section('Beyond the profile', story.beyond)}${section('Warning', story.warnings)}
${notTested.length === 0 ? '' : `<h3>Not tested</h3><ul>${notTested.join('')}</ul>`}
${folded('passed', passed)}${folded('not applicable', absent)}`;
  };

  const { subject, verdict, suite, date } = report;
  const name = [subject.name ?? 'A subject that never named itself', subject.version]
    .filter((each) => each !== null)
    .join(' ');
  const rows = report.runs.map(
    (run) =>
      `<tr><td class="whole">${run.revision}</td><td class="whole">${run.transport}</td><td class="${run.verdict}">${VERDICT_MARK[run.verdict]} ${VERDICT_WORD[run.verdict]}</td><td>${run.observed.musts} of ${run.observed.applicable}</td>${row(run, 'fail')}${row(run, 'warning')}${row(run, 'not-tested')}</tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src ${traffic === undefined ? "'none'" : `'${SEARCH_DIGEST}'`}; base-uri 'none'; form-action 'none'">
<title>${VERDICT_MARK[verdict]} ${e(name)}: ${VERDICT_WORD[verdict]}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${e(name)}</h1>
<p class="quiet"><code>${e(subject.url ?? (subject.command ?? []).join(' '))}</code></p>
<p class="verdict ${verdict}">${VERDICT_MARK[verdict]} ${VERDICT_WORD[verdict]}</p>
${
  rows.length === 0
    ? '<p>Nothing was observed: no revision of MCP was established.</p>'
    : `<div class="scroll" tabindex="0" role="region" aria-label="Verdicts"><table><thead><tr><th>Revision</th><th>Transport</th><th>Verdict</th><th>Applicable MUSTs observed</th><th>Failed</th><th>Warnings</th><th>Not tested</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}
${traffic === undefined ? '' : '<p><a href="#transcript">The transcript</a>, which can be searched, stands below.</p>'}
${report.runs.map(runHtml).join('\n')}
<p class="quiet">Judged by Accord ${e(suite.version)} (<code>${e(suite.digest)}</code>), ${e(date)}, from <code>${e(report.transcript.file)}</code> (sha256 <code>${e(report.transcript.sha256)}</code>). Accord is independent of the MCP project.</p>
${traffic === undefined ? '' : `${traffic.html}\n<script>${SEARCH}</script>`}
</main>
</body>
</html>
`;
};
