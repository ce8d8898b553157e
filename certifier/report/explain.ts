/** A requirement as `accord explain` tells it: the rule, why it is there, how to mend it, and both examples in short. */
import { type Catalogue, type Requirement, sourceUrl } from '../catalogue/requirement.ts';
import type { Transcript } from '../evidence/transcript.ts';
import type { Dispute } from '../judge/disputed.ts';
import { cut, padEnd, wrap } from './columns.ts';
import { type ExcerptLine, excerptsOf } from './excerpt.ts';
import { painter } from './paint.ts';
import type { Finding } from './report.ts';
import { inert, visible } from './safe.ts';
import { appliesTo, BASIS_WORDS, REASON_WORDS, RISK_WORDS } from './words.ts';

export interface ExplainContext {
  readonly catalogue: Catalogue;
  readonly conforming?: Transcript;
  readonly violating?: { readonly transcript: Transcript; readonly findings: readonly Finding[] };
  /** Where its check is disputed in this version of the suite. */
  readonly dispute?: Pick<Dispute, 'since' | 'url' | 'reason'>;
  readonly colour?: boolean;
  readonly width?: number;
}

/** Of one message of an example. */
const MOST_LINES = 8;

/** Paragraphs of Markdown as they are read in a terminal: each wrapped, code blocks left alone. */
function paragraphs(markdown: string, width: number): readonly string[] {
  return markdown
    .split(/\n{2,}/)
    .flatMap((paragraph, index) => [
      ...(index === 0 ? [] : ['']),
      ...(/^(```| {4})/.test(paragraph)
        ? paragraph.split('\n').map((line) => visible(line))
        : wrap(visible(paragraph.replace(/\s*\n\s*/g, ' ')), width)),
    ]);
}

/** Where the violating example shows its finding, the conforming one is looked at too; failing that, its last exchange. */
function sameKind(conforming: Transcript, shown: readonly ExcerptLine[]): readonly ExcerptLine[] {
  const excerpts = excerptsOf(conforming);
  const there = excerpts(shown.filter(({ pointed }) => pointed).map(({ seq }) => seq));
  if (there.some(({ arrow }) => arrow === '←')) return there;
  const answered = conforming.events.findLast(
    (event) => (event.kind === 'line' && event.stream === 'stdout') || event.kind === 'body' || event.kind === 'sse',
  );
  return answered === undefined ? [] : excerpts([answered.seq]);
}

export function explain(requirement: Requirement, context: ExplainContext): string {
  const { colour = false, width = 80, conforming, violating, catalogue, dispute } = context;
  const paint = painter(colour);
  const measure = Math.min(Math.max(40, width), 100);
  const lines: string[] = [];
  const add = (text: string): void => void lines.push(inert(text));
  const section = (title: string, body: readonly string[]): void => {
    if (body.length === 0) return;
    add('');
    add(paint('bold', title));
    for (const line of body) add(line === '' ? '' : `  ${line}`);
  };
  const inner = measure - 2;
  const fact = (label: string, text: string): readonly string[] => {
    const [first = '', ...rest] = wrap(text, inner - 12);
    return [`${paint('dim', padEnd(label, 12))}${first}`, ...rest.map((line) => `${' '.repeat(12)}${line}`)];
  };
  /** Over several lines, because the telling part of a message often stands at its end. */
  const exchange = (shown: readonly ExcerptLine[]): readonly string[] =>
    shown.flatMap(({ arrow, text }) =>
      wrap(visible(cut(text, (inner - 2) * MOST_LINES)), inner - 2).map(
        (line, index) => `${index === 0 ? paint('cyan', `${arrow} `) : '  '}${line}`,
      ),
    );

  const { id, level, basis, statement, since, until, transports, capability, testable, risk, reason, probe } =
    requirement;
  const topic = catalogue.topics.find(({ name }) => name === requirement.topic);
  add(`${paint('bold', id)}  ${level}`);
  for (const line of wrap(visible(statement), measure)) add(line);

  section('Where it holds', [
    ...fact('page', topic?.title ?? requirement.topic),
    ...fact('level', `${level}, resting on ${BASIS_WORDS[basis]}`),
    ...fact('revisions', until === undefined ? `from ${since}` : since === until ? since : `${since} to ${until}`),
    ...fact('transports', transports.join(', ')),
    ...(capability === undefined ? [] : fact('applies to', appliesTo(capability))),
    ...fact(
      'tested',
      testable === 'untestable'
        ? `no: ${reason ?? REASON_WORDS.untestable.why}`
        : `${probe === undefined ? 'in all that is said' : `by the probe ${probe}`}; it ${RISK_WORDS[risk]}`,
    ),
    ...(requirement.implies.length === 0 ? [] : fact('a breach also breaks', requirement.implies.join(', '))),
  ]);
  if (dispute !== undefined) {
    section('Disputed', [
      ...wrap(visible(dispute.reason), inner),
      ...wrap(`From suite ${dispute.since} on ${REASON_WORDS.disputed.why}.`, inner),
      visible(dispute.url),
    ]);
  }
  section('Why', paragraphs(requirement.why, inner));
  if (requirement.mend !== undefined) section('How to mend it', paragraphs(requirement.mend, inner));
  if (requirement.ambiguity !== undefined)
    section('Where upstream is not clear', paragraphs(requirement.ambiguity, inner));

  const finding = violating?.findings[0];
  const wrongLines =
    violating === undefined || finding === undefined ? [] : excerptsOf(violating.transcript)(finding.seq);
  if (conforming !== undefined) section('An example that holds', exchange(sameKind(conforming, wrongLines)));
  if (finding !== undefined) {
    section('An example that breaks it', [
      ...exchange(wrongLines),
      '',
      ...wrap(visible(finding.message), inner),
      ...fact('expected', visible(finding.expected)),
      ...fact('actual', visible(finding.actual)),
    ]);
  }
  // Not wrapped: a link that is broken over lines cannot be followed.
  section('Upstream', requirement.source.map(sourceUrl));
  if (requirement.related.length > 0) section('See also', requirement.related);
  if (requirement.rfcs !== undefined)
    section(
      'RFCs',
      requirement.rfcs.map((number) => `RFC ${number}`),
    );
  return `${lines.join('\n')}\n`;
}
