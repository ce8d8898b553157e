/** The report as one HTML file that needs nothing else: no script, no font, no request. Light and dark. */
import { excerptsOf } from './excerpt.ts';
import type { ReportFormat } from './format.ts';
import type { Outcome, Run } from './report.ts';
import { escapeMarkup as e } from './safe.ts';
import { type Case, type Chapter, storyOf, toldOnce, whyItDoesNotCount } from './story.ts';
import { eventsAt, OUTCOME_WORD, observedWords, runTitle, VERDICT_MARK, VERDICT_WORD } from './words.ts';

const EXCERPT_CHARACTERS = 4000;
const shorten = (text: string): string =>
  text.length <= EXCERPT_CHARACTERS ? text : `${text.slice(0, EXCERPT_CHARACTERS)}… (${text.length} characters)`;

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1c1b19, #e9e6df); --paper: light-dark(#fdfcf9, #161513);
  --quiet: light-dark(#5f5b54, #a8a298); --line: light-dark(#dcd8cf, #37342f); --shade: light-dark(#f3f0e9, #201e1b);
  --accent: light-dark(#1f4fa3, #8fb4ff); --fail: light-dark(#a1260d, #ff9a80); --warn: light-dark(#7a5200, #f0c060); --pass: light-dark(#00605c, #6fd0c8); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 54rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { margin: 3rem 0 .5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.3rem; }
h3 { margin: 2rem 0 .5rem; font-size: 1.05rem; } h4 { margin: 0; font: 600 1rem/1.5 ui-monospace, monospace; display: inline; }
code, pre, dd { font-family: ui-monospace, monospace; font-size: .875rem; } a { color: var(--accent); }
.quiet { color: var(--quiet); } .verdict { font-size: 1.15rem; font-weight: 650; }
.conformant, .conformant-with-waivers, .pass { color: var(--pass); } .not-conformant, .fail { color: var(--fail); } .no-verdict, .warning, .error { color: var(--warn); }
article { margin: 1rem 0; padding: 1rem 1.25rem; background: var(--shade); border-left: 3px solid currentColor; border-radius: 0 .4rem .4rem 0; } article > * { color: var(--ink); }
article p { margin: .5rem 0; } .tag { font-weight: 650; margin-right: .5rem; } article.fail .tag { color: var(--fail); } article.warning .tag, article.error .tag { color: var(--warn); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0; } dt { color: var(--quiet); } dd { margin: 0; }
pre { white-space: pre-wrap; margin: .25rem 0; } ol.excerpt { list-style: none; margin: .5rem 0; padding: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; }
ol.excerpt li { display: grid; grid-template-columns: 5.5rem 1fr; } ol.excerpt .quiet { opacity: .9; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th { text-align: left; color: var(--quiet); font-weight: 500; } th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
.whole { white-space: nowrap; } .scroll { overflow-x: auto; } summary { cursor: pointer; margin: 1.5rem 0 .5rem; }
`;

/** Statements are our own, and mark code by backticks. */
const statementHtml = (statement: string): string => e(statement).replace(/`([^`]+)`/g, '<code>$1</code>');

export const html: ReportFormat = (report, { catalogue, transcript }) => {
  const excerpts = transcript === undefined ? undefined : excerptsOf(transcript);

  const excerptHtml = (seqs: readonly number[]): string => {
    const lines = excerpts?.(seqs) ?? [];
    if (lines.length === 0)
      return seqs.length === 0 ? '' : `<p class="quiet">Event ${seqs.join(', ')} of the transcript.</p>`;
    const items = lines.map(
      ({ seq, arrow, text }) => `<li><span class="quiet">${seq} ${arrow}</span><code>${e(shorten(text))}</code></li>`,
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
      `<p><strong>${e(message)}</strong></p><dl><dt>expected</dt><dd>${e(expected)}</dd><dt>actual</dt><dd>${e(actual)}</dd></dl>${excerptHtml(seq)}${again.length === 0 ? '' : `<p class="quiet">The same at ${eventsAt(again)}.</p>`}`,
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
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${VERDICT_MARK[verdict]} ${e(name)}: ${VERDICT_WORD[verdict]}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${e(name)}</h1>
<p class="quiet"><code>${e(subject.url ?? (subject.command ?? []).join(' '))}</code></p>
<p class="verdict ${verdict}">${VERDICT_MARK[verdict]} ${VERDICT_WORD[verdict]}</p>
${
  rows.length === 0
    ? '<p>Nothing was observed: no revision of MCP was established.</p>'
    : `<div class="scroll" tabindex="0" role="region" aria-label="Verdicts"><table><thead><tr><th>Revision</th><th>Transport</th><th>Verdict</th><th>Applicable MUSTs observed</th><th>Failed</th><th>Warnings</th><th>Not tested</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}
${report.runs.map(runHtml).join('\n')}
<p class="quiet">Judged by Accord ${e(suite.version)} (<code>${e(suite.digest)}</code>), ${e(date)}, from <code>${e(report.transcript.file)}</code> (sha256 <code>${e(report.transcript.sha256)}</code>). Accord is independent of the MCP project.</p>
</body>
</html>
`;
};
