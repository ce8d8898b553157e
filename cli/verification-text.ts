/** Telling a verification step by step. */
import type { Step, StepName, Verification } from '../certifier/certificate/verify.ts';
import { padEnd, wrap } from '../certifier/report/columns.ts';
import { painter } from '../certifier/report/paint.ts';

const WORD = {
  verified: 'verified',
  refused: 'refused',
  incomplete: 'not verified: a step could not be taken',
} as const;
const ANSWER = { true: 'yes', false: 'NO', null: 'open' } as const;
const STYLE = { true: 'green', false: 'red', null: 'yellow' } as const;

/** What to do about a step that was owed, where its own line does not say so. */
const ADVICE: Partial<Readonly<Record<StepName, string>>> = {
  report: 'name the report with --report FILE',
  transcript: 'name the transcript with --transcript FILE',
  judge: 'name the judge bundle of that suite with --bundle FILE',
  status: 'fetch the status log with --online, or name a copy of it with --status-log FILE',
};

/** The one thing to do next, where there is one. */
function nextStep({ result, steps, owed }: Verification): readonly string[] {
  if (
    steps.some(({ step, ok, detail }) => step === 'signature' && ok === false && /by a key that was given/.test(detail))
  ) {
    return ['if you trust who signed it, name their public key with --key FILE'];
  }
  return result === 'incomplete' ? owed.flatMap((step) => ADVICE[step] ?? []).slice(0, 1) : [];
}

/** Steps that were not taken because one before them failed are one line. */
function gathered(
  steps: readonly Step[],
): readonly { readonly name: string; readonly ok: boolean | null; readonly detail: string }[] {
  const failed = steps.find(({ step, ok }) => ok === false && (step === 'envelope' || step === 'signature'));
  if (failed === undefined) return steps.map(({ step, ok, detail }) => ({ name: step, ok, detail }));
  const taken = steps.slice(0, steps.indexOf(failed) + 1).map(({ step, ok, detail }) => ({ name: step, ok, detail }));
  const rest = steps.length - taken.length;
  const detail = `${rest} more steps were not taken: nothing in it is believed before its signature holds`;
  return [...taken, { name: 'the rest', ok: null, detail }];
}

/** One line each, as far as the terminal is wide enough. */
export function verificationText(
  verification: Verification,
  { colour = false, width = 80 }: { readonly colour?: boolean; readonly width?: number } = {},
): string {
  const { result, demonstration, steps, certificate, today } = verification;
  const paint = painter(colour);
  const rows = gathered(steps);
  const label = Math.max(...rows.map(({ name }) => name.length));
  const lines = (lead: string, name: string, detail: string): readonly string[] => {
    const [first = '', ...rest] = wrap(detail, Math.max(24, width - label - 8));
    return [`${lead}  ${padEnd(name, label)}  ${first}`, ...rest.map((line) => `${' '.repeat(label + 8)}${line}`)];
  };
  const verdict = paint(result === 'verified' ? 'green' : 'red', WORD[result]);
  const about =
    certificate === undefined ? '' : `: ${certificate.subject.name} ${certificate.subject.version ?? ''}`.trimEnd();
  const refused = steps.find(({ ok }) => ok === false);
  const ending = [...(refused === undefined ? [] : [`${refused.step}: ${refused.detail}`]), ...nextStep(verification)];
  return [
    ...rows.flatMap(({ name, ok, detail }) => {
      const key = String(ok) as keyof typeof ANSWER;
      return lines(paint(STYLE[key], padEnd(ANSWER[key], 4)), name, detail);
    }),
    ...(today === undefined ? [] : ['', ...lines(padEnd('also', 4), 'today', today.detail)]),
    '',
    `${verdict}${about}${demonstration ? ' (DEMONSTRATION)' : ''}${ending.map((each) => `; ${each}`).join('')}`,
    '',
  ].join('\n');
}
