/** specification/http.md: headers that repeat arguments of a tool. */
import { annotatedIn, PREFIX } from '../engine/annotated.ts';
import { type Carried, carriedWith, type Defect, isWellCarried } from '../engine/carriage.ts';
import type { Check, Checks } from '../engine/check.ts';
import { at, canonical } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { isAnswered } from './readers.ts';
import { answerTo, HEADER_MISMATCH, judgeRefusal, seqOf } from './refusals.ts';

const toolOf = ({ connection, params }: Call): string => `${connection} ${JSON.stringify(params.name)}`;
const wholeOf = (call: Call): string => `${toolOf(call)} ${canonical(call.params.arguments ?? null)}`;

/** Connection and tool, with the arguments and without → where it was first called well, and answered with a result. */
const calledWell = remembered((view) => {
  const first = new Map<string, number>();
  for (const call of view.callsTo('tools/call')) {
    if (call.result === undefined || !isWellCarried(view, call)) continue;
    for (const key of [toolOf(call), wholeOf(call)]) if (!first.has(key)) first.set(key, call.request.seq);
  }
  return first;
});

/** The tool was called before with all its headers, and gave a result. */
const wasCalled = (view: View, call: Call, keyOf = toolOf): boolean =>
  (calledWell(view).get(keyOf(call)) ?? Number.POSITIVE_INFINITY) < call.request.seq;

/** The twin of a call was accepted before: the same arguments, and the right headers. */
export const wasCalledAlike = (view: View, call: Call): boolean => wasCalled(view, call, wholeOf);

/** Calls whose headers have this defect, and no other, and whose twin was accepted. */
const calledWith = (view: View, defect: Defect): readonly Carried[] =>
  carriedWith(view, defect).filter((call) => call.method === 'tools/call' && wasCalledAlike(view, call));

const mismatch =
  (defect: Defect, what: string): Check =>
  (view, sink) => {
    for (const call of calledWith(view, defect)) {
      const message = `A call of the tool \`${call.params.name}\` ${what} was not refused as it must be.`;
      judgeRefusal(view, call, { status: 400, codes: [HEADER_MISMATCH] }, message, sink);
    }
  };

/**
 * Nothing is wrong with the headers of these calls, so that they cannot be refused for them. `isTwin`: the same arguments were accepted
 * before, so that 400 is for the headers whatever it says.
 */
const notRefused =
  (
    found: (view: View) => readonly Carried[],
    message: (call: Carried) => string,
    expected: string,
    isTwin = false,
  ): Check =>
  (view, sink) => {
    for (const call of found(view)) {
      const isMismatch =
        call.error?.code === HEADER_MISMATCH ||
        (isTwin && call.result === undefined && call.exchange.response.status === 400);
      // Another error says nothing of the headers.
      if (call.result === undefined && !isMismatch) continue;
      sink.examined();
      if (isMismatch) sink.finding({ message: message(call), expected, actual: answerTo(call), seq: [...seqOf(call)] });
    }
  };

const wellCalled = (view: View): readonly Carried[] =>
  view
    .callsTo('tools/call')
    .filter((call): call is Carried => isAnswered(call) && isWellCarried(view, call) && wasCalled(view, call));

/** The tool wants a header for an argument that this call does not give. */
const lacksArgument = (view: View, call: Call): boolean =>
  (annotatedIn(view, call) ?? []).some(({ path }) => (at(call.params, 'arguments', ...path) ?? null) === null);

/** The call has a header that no annotation of its tool asks for. */
function hasUnasked(view: View, call: Carried): boolean {
  const annotated = annotatedIn(view, call);
  const asked = new Set(annotated?.map(({ header }) => header));
  return (
    annotated !== undefined &&
    call.exchange.request.headers.some(
      ([name]) => name.toLowerCase().startsWith(PREFIX) && !asked.has(name.toLowerCase()),
    )
  );
}

export const checks: Checks = {
  'http.validate.params-match': mismatch('other-param', 'whose header says something else than the argument'),

  'http.param-table.omitted-header': mismatch('no-param', 'that lacks the header for one of its arguments'),

  'http.param-table.absent-server': notRefused(
    (view) => wellCalled(view).filter((call) => lacksArgument(view, call) && !hasUnasked(view, call)),
    ({ params }) =>
      `A call of the tool \`${params.name}\` was refused for the header of an argument that it does not give.`,
    'no header asked for where there is no value',
  ),

  'http.validate.integer-numeric': notRefused(
    (view) => calledWith(view, 'other-digits'),
    ({ params }) =>
      `A call of the tool \`${params.name}\` was refused although its header and its argument are the same number.`,
    'integers compared as numbers: 42.0 and 42 are the same',
    true,
  ),

  'http.server.ignore-unrecognized-param': notRefused(
    (view) => wellCalled(view).filter((call) => wasCalledAlike(view, call) && hasUnasked(view, call)),
    ({ params }) => `A call of the tool \`${params.name}\` was refused for a header that nobody had asked for.`,
    'no notice taken of a header that no annotation asks for',
    true,
  ),
};
