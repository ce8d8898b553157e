/** What becomes public: nothing private, nothing that a terminal or a page would obey, and every mask declared. */
import type { Case } from '../case.ts';
import { REPLY_FILE } from '../folder.ts';
import { privateTexts } from '../private.ts';
import type { AdmissionRule, Found } from '../rule.ts';
import { UNPRINTABLE } from '../submission.ts';
import { inSubmission } from './subject.ts';

/** A temporary folder says nothing of anybody; the other kinds do. */
const isPersonal = ({ kind }: { readonly kind: string }): boolean => kind !== 'temporary folder';
/** One text in a hundred places is one thing to mend. */
const PLACES_AT_MOST = 5;

/** What was found is not repeated: the log of the check is public too. */
const hint = (text: string): string => `${text.slice(0, 4)}…, ${text.length} characters`;

function* privateIn(file: string, text: string, known: readonly string[]): Generator<Found> {
  const places = new Map<string, { readonly kind: string; readonly lines: number[] }>();
  let [line, from] = [1, 0];
  for (const { kind, text: found, index } of privateTexts(text, known).filter(isPersonal)) {
    for (let at = text.indexOf('\n', from); at >= 0 && at < index; at = text.indexOf('\n', from)) {
      line += 1;
      from = at + 1;
    }
    const entry = places.get(found) ?? { kind, lines: [] };
    if (entry.lines.at(-1) !== line) entry.lines.push(line);
    places.set(found, entry);
  }
  for (const [found, { kind, lines: where }] of places) {
    const more = where.length > PLACES_AT_MOST ? ` and ${where.length - PLACES_AT_MOST} more` : '';
    yield {
      file,
      actual: `what looks like ${kind === 'e-mail address' ? 'an' : 'a'} ${kind} (${hint(found)}) on line ${where.slice(0, PLACES_AT_MOST).join(', ')}${more}`,
      expected: 'a mask, or an entry under public that says why it may stand',
      place: { line: where[0] ?? 1, column: 1 },
    };
  }
}

const nothingPrivate: AdmissionRule = {
  id: 'nothing-private',
  sentence: 'Nothing that looks like a home folder, an e-mail address or a credential is published by oversight.',
  reason: 'What is merged cannot be taken back from those who have read it.',
  fix: 'Mask it with accord submit --mask, or say under public why it is not private.',
  holds: 'always',
  *check({ submission, submissionFile, submissionText, runs, reply, folder }) {
    const known = (submission?.public ?? []).map(({ text }) => text);
    for (const { transcriptText, files } of runs)
      if (transcriptText !== undefined) yield* privateIn(files.transcript, transcriptText, known);
    // Whom to ask is published on purpose.
    const own = submission === undefined ? known : [...known, submission.contact];
    if (submissionText !== undefined) yield* privateIn(submissionFile, submissionText, own);
    if (reply !== undefined) yield* privateIn(`${folder}/${REPLY_FILE}`, reply, own);
  },
};

const redactions = ({ runs }: Case, transport: string): number =>
  runs
    .filter((run) => run.transport === transport)
    .flatMap(({ transcript }) => transcript?.events ?? [])
    .reduce((sum, { redacted = 0 }) => sum + redacted, 0);

const masksDeclared: AdmissionRule = {
  id: 'masks-declared',
  sentence: 'The submission declares every mask: what was replaced, and in how many places.',
  reason: 'A reader has to know what kind of thing is not shown, and that nothing else is missing.',
  fix: 'Let accord submit write the masks, or correct their counts.',
  holds: 'always',
  *check(request) {
    const { submission, runs } = request;
    if (submission === undefined) return;
    for (const { transport, transcript } of runs) {
      if (transcript === undefined) continue;
      const declared = (submission.masks ?? [])
        .filter((mask) => mask.transport === transport)
        .reduce((sum, { count }) => sum + count, 0);
      const found = redactions(request, transport);
      if (declared !== found)
        yield inSubmission(
          request,
          ['masks'],
          `${declared} declared masks over ${transport}`,
          `${found}, as the transcript marks`,
        );
    }
  },
};

const replyPlain: AdmissionRule = {
  id: 'reply-plain',
  sentence: 'reply.md is Markdown in UTF-8 without HTML and without control characters.',
  reason: 'It is shown beside the result, as the words of the vendor and not as a part of the page.',
  fix: 'Write it in plain Markdown.',
  holds: 'always',
  *check({ reply, replyUnreadable, folder }) {
    const file = `${folder}/${REPLY_FILE}`;
    if (replyUnreadable) yield { file, actual: 'bytes that are not UTF-8', expected: 'Markdown' };
    for (const [index, line] of (reply ?? '').split('\n').entries()) {
      const place = { line: index + 1, column: 1 };
      if (UNPRINTABLE.test(line.replaceAll('\t', ' ')))
        yield { file, actual: 'control character', expected: 'printable text', place };
      if (/<[A-Za-z!/?]/.test(line) && !/<https?:\/\/[^\s<>]+>/.test(line))
        yield { file, actual: 'HTML', expected: 'Markdown', place };
    }
  },
};

export const PUBLISHED_RULES = [nothingPrivate, masksDeclared, replyPlain] as const;
