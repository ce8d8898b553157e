/**
 * What is wrong with a requirement, in the one shape that every page gives it: its name and sentence, then each finding with what was
 * expected, what was there instead, and the exchange that shows it, folded. Its styles are in components/finding.css. Whatever a
 * subject said passes through `visibleText`, and is escaped.
 */
import type { Level } from '../../certifier/catalogue/requirement.ts';
import type { TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import type { Finding, Outcome } from '../../certifier/report/report.ts';
import { visibleText } from '../../certifier/report/safe.ts';
import { eventsAt } from '../../certifier/report/words.ts';
import { conversationHtml } from './conversation-html.ts';
import { escapeHtml, withCode, withOurCode } from './html.ts';
import { levelHtml, outcomeHtml } from './marks.ts';

export interface ShownFinding extends Omit<Finding, 'seq'> {
  /** Where it was found, where the page does not say it: a run, a row. */
  readonly place?: string | undefined;
  readonly events?: readonly TranscriptEvent[] | undefined;
  readonly pointed?: readonly number[];
  /** The run whose exchange is shown, where the finding is of several. */
  readonly shownIn?: string | undefined;
  /** Longer texts of the exchange are cut here. */
  readonly most?: number | undefined;
  /** Where else the same was found. */
  readonly again?: readonly number[];
}

export interface Broken {
  readonly requirement: string;
  readonly outcome: Outcome;
  readonly level: Level | undefined;
  /** The address of its page, and its sentence, where it is known. */
  readonly page?: string | undefined;
  readonly statement?: string | undefined;
  /** Why it counts as it does, in words of ours. */
  readonly notes?: readonly string[];
  readonly findings: readonly ShownFinding[];
}

/** The words of a finding: ours, with code in backticks, and what the subject said in quotation marks. */
const told = (text: string): string => withOurCode(visibleText(text));
/** Not what it is that says nothing. */
const fact = (name: string, text: string): string => (text === '' ? '' : `<dt>${name}</dt><dd>${told(text)}</dd>`);

export function findingHtml(finding: ShownFinding): string {
  const { place, message, expected, actual, events = [], pointed = [], shownIn, most, again = [] } = finding;
  const exchange =
    events.length === 0
      ? ''
      : `<details><summary>The exchange that shows it${shownIn === undefined ? '' : `, in ${escapeHtml(shownIn)}`}</summary>${conversationHtml(events, pointed, most)}</details>`;
  return [
    '<div class="finding">',
    place === undefined ? '' : `<p class="place">${escapeHtml(place)}</p>`,
    `<p class="message">${told(message)}</p>`,
    `<dl class="facts">${fact('Expected', expected)}${fact('Actual', actual)}</dl>`,
    exchange,
    again.length === 0 ? '' : `<p class="place">The same at ${eventsAt(again)}.</p>`,
    '</div>',
  ].join('');
}

/** To be put into a `section.broken`. */
export function brokenHtml({ requirement, outcome, level, page, statement, notes = [], findings }: Broken): string {
  const id = escapeHtml(visibleText(requirement));
  const name =
    page === undefined ? `<span class="id">${id}</span>` : `<a class="id" href="${escapeHtml(page)}">${id}</a>`;
  return [
    `<h3 class="head">${outcomeHtml(outcome)} ${level === undefined ? '' : `${levelHtml(level)} `}${name}</h3>`,
    statement === undefined ? '' : `<p class="statement">${withCode(statement)}</p>`,
    ...notes.map((note) => `<p class="note">${told(note)}</p>`),
    ...findings.map(findingHtml),
  ].join('');
}
