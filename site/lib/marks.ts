/**
 * The visual language of levels, outcomes, verdicts and assurance: one drawn mark and one word for each, never colour alone.
 * Both the components and the Markdown plugin take it from here.
 */
import type { Level } from '../../certifier/catalogue/requirement.ts';
import type { Outcome, Verdict } from '../../certifier/report/report.ts';
import { OUTCOME_WORD, VERDICT_WORD } from '../../certifier/report/words.ts';
import { escapeHtml } from './html.ts';

export type Assurance = 'declared' | 're-judged' | 'reproduced';

/** Strokes on a 16 × 16 grid; the stroke takes the colour of the text beside it. */
const STROKES = {
  identical: 'M2 4h12M2 8h12M2 12h12',
  'not-identical': 'M2 4h12M2 8h12M2 12h12M11 1.5l-6 13',
  questioned: 'M2 10h12M2 14h12M5.8 2.9C6 1.8 6.9 1.2 8 1.2c1.2 0 2.2.7 2.2 1.8 0 1.4-2.2 1.4-2.2 2.8M8 7.2v.1',
  tick: 'M2.5 8.5l3.5 3.5 7.5-8',
  cross: 'M3 3l10 10M13 3L3 13',
  exclamation: 'M8 2v7.5M8 12.9v.6',
  bolt: 'M9.5 1.5L4 9h4l-1.5 5.5L12 7H8z',
  ring: 'M8 2.5a5.5 5.5 0 1 0 .01 0z',
  dash: 'M3 8h10',
  single: 'M2 8h12',
  double: 'M2 5.5h12M2 10.5h12',
} as const;

export type MarkName = keyof typeof STROKES;

/** Its lines alone, on that grid, for whoever draws it elsewhere. */
export const markStrokes = (name: MarkName): string => STROKES[name];

/** The drawn mark, hidden from assistive technology: the word beside it says the same. */
export const markSvg = (name: MarkName): string =>
  `<svg class="mark" viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="square" aria-hidden="true" focusable="false"><path d="${STROKES[name]}"/></svg>`;

interface Sign {
  readonly mark: MarkName;
  readonly word: string;
}

const OUTCOME_MARKS: Readonly<Record<Outcome, MarkName>> = {
  pass: 'tick',
  fail: 'cross',
  warning: 'exclamation',
  error: 'bolt',
  'not-tested': 'ring',
  'not-applicable': 'dash',
};

const VERDICT_MARKS: Readonly<Record<Verdict, MarkName>> = {
  conformant: 'identical',
  'conformant-with-waivers': 'identical',
  'not-conformant': 'not-identical',
  'no-verdict': 'questioned',
};

/** One line for each step of assurance: who stands behind the result. */
export const ASSURANCE_SIGNS: Readonly<Record<Assurance, Sign & { readonly meaning: string }>> = {
  declared: { mark: 'single', word: 'declared', meaning: 'the submitter’s report; its digests match' },
  're-judged': { mark: 'double', word: 're-judged', meaning: 'the signer recomputed the report from the transcript' },
  reproduced: { mark: 'identical', word: 'reproduced', meaning: 'the signer ran the subject itself' },
};

const sign = (family: string, value: string, { mark, word }: Sign): string =>
  `<span class="sign ${family} ${family}-${value}">${markSvg(mark)}<span>${escapeHtml(word)}</span></span>`;

export const outcomeHtml = (outcome: Outcome): string =>
  sign('outcome', outcome, { mark: OUTCOME_MARKS[outcome], word: OUTCOME_WORD[outcome] });
/** The mark alone, where the word stands in another form beside it. */
export const outcomeMark = (outcome: Outcome): string => markSvg(OUTCOME_MARKS[outcome]);
export const verdictHtml = (verdict: Verdict): string =>
  sign('verdict', verdict, { mark: VERDICT_MARKS[verdict], word: VERDICT_WORD[verdict] });
export const assuranceHtml = (assurance: Assurance): string => sign('assurance', assurance, ASSURANCE_SIGNS[assurance]);

/** BCP 14 words are their own mark: capitals, and the weight of the rule under them. */
export const levelHtml = (level: Level): string =>
  `<span class="level level-${level.toLowerCase().replace(' ', '-')}">${level}</span>`;

export const revisionHtml = (revision: string): string =>
  `<time class="revision" datetime="${escapeHtml(revision)}">${escapeHtml(revision)}</time>`;
