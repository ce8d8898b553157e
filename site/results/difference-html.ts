/** The difference of two reports as markup: prerendered between a version and the one before it, and made in the page between any two. */
import type { Outcome, Verdict } from '../../certifier/report/report.ts';
import { escapeHtml } from '../lib/html.ts';
import { levelHtml, outcomeHtml, revisionHtml, verdictHtml } from '../lib/marks.ts';
import { TRANSPORT_WORDS } from '../lib/words.ts';
import type { Cause, Change, Difference, RunDifference } from './difference.ts';
import { isObserved } from './matrix.ts';

const causes = (sameSubject: boolean): readonly (readonly [Cause, heading: string, meaning: string])[] => [
  [
    'implementation',
    sameSubject ? 'The implementation changed' : 'The implementations differ',
    'The same suite judged both, so what was observed differs.',
  ],
  ['suite', 'The suite changed', 'The same recording, or a rule that only one of the two suites judges.'],
  [
    'either',
    'The one or the other',
    'Both the suite and the recording are others. Judging the older transcript with the newer suite tells which: accord judge.',
  ],
];

const outcome = (value: Outcome | undefined): string =>
  value === undefined ? '<span class="quiet">no such rule</span>' : outcomeHtml(value);
/** What both observed says more than what one of them did not look at. */
const mostTellingFirst = (one: Change, other: Change): number => {
  const told = ({ before, after }: Change): number => Number(isObserved(before)) + Number(isObserved(after));
  return told(other) - told(one);
};

const lineHtml = ({ requirement, level, before, after }: Change, pageOf: (id: string) => string): string =>
  `<tr><th scope="row"><a class="id" href="${escapeHtml(pageOf(requirement))}">${escapeHtml(requirement)}</a></th><td data-label="Level">${levelHtml(level)}</td><td data-label="Before">${outcome(before)}</td><td data-label="After">${outcome(after)}</td></tr>`;

const runHeading = ({ revision, transport }: RunDifference): string =>
  `<h3>${revisionHtml(revision)} over ${TRANSPORT_WORDS[transport]}</h3>`;

/** The verdicts of both sides, in words that do not take two implementations for one that changed. */
function verdictsHtml(before: Verdict, after: Verdict, sameSubject: boolean): string {
  if (before === after) return verdictHtml(after);
  return `${verdictHtml(before)} <span class="quiet">${sameSubject ? 'became' : 'before, after:'}</span> ${verdictHtml(after)}`;
}

function runHtml(run: RunDifference, sameSubject: boolean, pageOf: (id: string) => string): string {
  const { before, after, changes } = run;
  if (before === undefined || after === undefined) return '';
  const groups = causes(sameSubject).map(([cause, heading, meaning]) => {
    const own = changes.filter((change) => change.cause === cause).sort(mostTellingFirst);
    if (own.length === 0) return '';
    return `<h4>${heading}: ${own.length}</h4><p class="quiet">${meaning}</p><table class="plain stacks"><thead><tr><th scope="col">Requirement</th><th scope="col">Level</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${own
      .map((change) => lineHtml(change, pageOf))
      .join('')}</tbody></table>`;
  });
  const none = changes.length === 0 ? '<p>Every outcome is the same.</p>' : '';
  return `<section class="run-difference">${runHeading(run)}<p>${verdictsHtml(before, after, sameSubject)}</p>${none}${groups.join('')}</section>`;
}

/** What only one of the two was judged for: there is nothing to lay it against. */
function aloneHtml(run: RunDifference): string {
  const { before, after } = run;
  const verdict = before ?? after;
  if (verdict === undefined) return '';
  return `<section class="run-difference">${runHeading(run)}<p>${verdictHtml(verdict)} <span class="quiet">in the one ${before === undefined ? 'after' : 'before'}; the other was not judged so</span></p></section>`;
}

/** `pageOf` gives the address of a requirement's page. */
export function differenceHtml(
  { runs, sameSubject, sameSuite, sameTranscript }: Difference,
  pageOf: (id: string) => string,
): string {
  const rests = `Judged by ${sameSuite ? 'the same suite' : 'two suites'}, on ${sameTranscript ? 'the same recording' : 'two recordings'}.`;
  const isShared = ({ before, after }: RunDifference): boolean => before !== undefined && after !== undefined;
  const shared = runs.filter(isShared);
  const alone = runs.filter((run) => !isShared(run));
  const nothing =
    runs.length === 0
      ? '<p>Neither established a revision.</p>'
      : shared.length === 0
        ? '<p>The two have no revision and transport in common, so there is nothing to compare.</p>'
        : '';
  const parts = [...shared.map((run) => runHtml(run, sameSubject, pageOf)), ...alone.map(aloneHtml)];
  return `<p class="quiet">${rests}</p>${nothing}${parts.join('')}`;
}
