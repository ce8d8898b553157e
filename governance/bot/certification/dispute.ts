/** An issue of the form that disputes a verdict: what it touches, and what becomes of it. Nothing here settles anything. Pure. */
import type { Outcome } from '../../../certifier/report/report.ts';
import { OUTCOME_WORD } from '../../../certifier/report/words.ts';
import { sectionsOf, UNANSWERED } from '../../../certifier/submission/form.ts';
import type { Action, Label } from '../action.ts';
import { code, count } from '../text.ts';

export const DISPUTE_LABEL = 'dispute';
export const DISPUTE_MARK = 'dispute';

const OWNED = ['Dispute: '] as const;
const [STATE] = OWNED;
const LABELS = {
  open: {
    name: `${STATE}open`,
    color: '0969da',
    description: 'Somebody says that a verdict is wrong; it is looked at.',
  },
  'to complete': { name: `${STATE}to complete`, color: 'bf8700', description: 'What it is about cannot be told yet.' },
  accepted: {
    name: `${STATE}accepted`,
    color: '1a7f37',
    description: 'The check is in doubt and counts in no verdict, until it is mended.',
  },
} as const satisfies Readonly<Record<string, Label>>;

export interface KnownRequirement {
  readonly id: string;
  readonly statement: string;
  readonly level: string;
  readonly sources: readonly string[];
}

/** What a stored report says of the requirement, or of which a certificate is. */
export interface Touched {
  readonly folder: string;
  readonly certificate: string | null;
  readonly outcomes: readonly { readonly revision: string; readonly requirement: string; readonly outcome: Outcome }[];
}

export interface Dispute {
  readonly number: number;
  readonly requirements: readonly KnownRequirement[];
  readonly touched: readonly Touched[];
  /** Those of the requirements that the judge takes out of verdicts because of this issue. */
  readonly accepted: readonly string[];
}

const ABOUT = 'Certificate or requirement';
const LABELS_OF_FORM = [
  ABOUT,
  'What is wrong',
  'Revision and transport',
  'Events',
  'The exchange',
  'The sentence',
] as const;

/** What may be the id of a requirement or of a certificate, in the answer that names it. */
export const namedIn = (body: string): readonly string[] => {
  const answer =
    sectionsOf(body.replaceAll('\r\n', '\n'), LABELS_OF_FORM).find(({ label }) => label === ABOUT)?.answer ?? '';
  return UNANSWERED.test(answer)
    ? []
    : [...new Set(answer.match(/\b(?:demo-)?[a-z0-9][a-z0-9.-]{0,199}\b/g) ?? [])].slice(0, 20);
};

const SHOWN = 30;

const touchedLines = (touched: readonly Touched[]): readonly string[] =>
  touched.slice(0, SHOWN).map(({ folder, certificate, outcomes }) => {
    const said = outcomes.map(
      ({ revision, requirement, outcome }) => `${requirement} in ${revision}: ${OUTCOME_WORD[outcome]}`,
    );
    const about = [...(certificate === null ? [] : [`certificate ${code(certificate)}`]), ...said];
    return `- ${code(folder)}${about.length === 0 ? '' : `: ${about.join('; ')}`}`;
  });

const bodyOf = ({ requirements, touched, accepted }: Dispute): string => {
  const more = touched.length - SHOWN;
  return [
    ...requirements.flatMap(({ id, level, statement, sources }) => [
      `**${code(id)}** (${level}): ${statement}`,
      '',
      `Upstream: ${sources.map((each) => `<${each}>`).join(', ')}`,
      '',
    ]),
    touched.length === 0
      ? 'No stored result rests on it.'
      : `${count(touched.length, 'stored result')} ${touched.length === 1 ? 'is' : 'are'} about it:`,
    '',
    ...touchedLines(touched),
    ...(more > 0 ? [`- … and ${more} more`] : []),
    '',
    accepted.length === 0
      ? 'What happens next: a person reads the exchange beside the sentence. If the check is in doubt, it is entered in `certifier/judge/disputes.json` and counts in no verdict from that suite version on; when it is mended, `accord recheck` says of every stored transcript what would change.'
      : `Accepted: ${accepted.map(code).join(', ')} ${accepted.length === 1 ? 'is' : 'are'} not judged by this version of the suite. \`accord recheck\` says what changes.`,
    '',
    'Labels and this comment follow the files; they decide nothing.',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
};

export const planDispute = (dispute: Dispute): readonly Action[] => {
  const { number: on, requirements, touched, accepted } = dispute;
  const isKnown = requirements.length > 0 || touched.length > 0;
  const state = !isKnown ? 'to complete' : accepted.length > 0 ? 'accepted' : 'open';
  return [
    {
      action: 'comment',
      on,
      mark: DISPUTE_MARK,
      body: isKnown
        ? bodyOf(dispute)
        : 'The first answer names no requirement and no certificate that is known here. `accord list requirements` lists the ids; a report prints them beside each finding. Edit the issue above, and keep its headings as they are; this comment follows.',
    },
    { action: 'labels', on, owned: OWNED, labels: [LABELS[state]] },
  ];
};
