/** The difference of two reports as markup: prerendered between a version and the one before it, and made in the page between any two. */
import type { Outcome, Verdict } from '../../certifier/report/report.ts';
import { escapeHtml } from '../lib/html.ts';
import { levelHtml, outcomeHtml, revisionHtml, verdictHtml } from '../lib/marks.ts';
import { TRANSPORT_WORDS } from '../lib/words.ts';
import type { Cause, Change, Difference, RunDifference } from './difference.ts';

const CAUSES: readonly (readonly [Cause, heading: string, meaning: string])[] = [
  ['implementation', 'The implementation changed', 'The same suite judged both, so what was observed differs.'],
  ['suite', 'The suite changed', 'The same recording, or a rule that only one of the two suites judges.'],
  [
    'either',
    'The one or the other',
    'Both the suite and the recording are others. Judging the older transcript with the newer suite tells which: accord judge.',
  ],
];

const outcome = (value: Outcome | undefined): string =>
  value === undefined ? '<span class="quiet">no such rule</span>' : outcomeHtml(value);
const verdict = (value: Verdict | undefined): string =>
  value === undefined ? '<span class="quiet">not judged</span>' : verdictHtml(value);

const lineHtml = ({ requirement, level, before, after }: Change, pageOf: (id: string) => string): string =>
  `<tr><th scope="row"><a class="id" href="${escapeHtml(pageOf(requirement))}">${escapeHtml(requirement)}</a></th><td data-label="Level">${levelHtml(level)}</td><td data-label="Before">${outcome(before)}</td><td data-label="After">${outcome(after)}</td></tr>`;

function runHtml(run: RunDifference, pageOf: (id: string) => string): string {
  const { revision, transport, before, after, changes } = run;
  const groups = CAUSES.map(([cause, heading, meaning]) => {
    const own = changes.filter((change) => change.cause === cause);
    if (own.length === 0) return '';
    return `<h4>${heading}: ${own.length}</h4><p class="quiet">${meaning}</p><table class="plain stacks"><thead><tr><th scope="col">Requirement</th><th scope="col">Level</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${own
      .map((change) => lineHtml(change, pageOf))
      .join('')}</tbody></table>`;
  });
  const verdicts =
    before === after ? verdict(after) : `${verdict(before)} <span class="quiet">became</span> ${verdict(after)}`;
  const none =
    changes.length === 0 && before !== undefined && after !== undefined ? '<p>Every outcome is the same.</p>' : '';
  return `<section class="run-difference"><h3>${revisionHtml(revision)} over ${TRANSPORT_WORDS[transport]}</h3><p>${verdicts}</p>${none}${groups.join('')}</section>`;
}

/** `pageOf` gives the address of a requirement's page. */
export function differenceHtml(
  { runs, sameSuite, sameTranscript }: Difference,
  pageOf: (id: string) => string,
): string {
  const rests = `Judged by ${sameSuite ? 'the same suite' : 'two suites'}, on ${sameTranscript ? 'the same recording' : 'two recordings'}.`;
  const body =
    runs.length === 0 ? '<p>Neither established a revision.</p>' : runs.map((run) => runHtml(run, pageOf)).join('');
  return `<p class="quiet">${rests}</p>${body}`;
}
