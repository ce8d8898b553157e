/** specification/elicitation.md, capabilities and requests. */
import { at } from '../../judge/engine/json.ts';
import { type Asked, declaredIn } from '../engine/asked.ts';
import { chain, once, onMessage, onResult, without } from '../engine/change.ts';
import type { Further, Liberties, Memo, Mutants } from '../engine/mutant.ts';
import { FORM, isAsking, onParams, onQuestion, useAnyway } from '../engine/questions.ts';
import { COMPLETE, ELICIT, onForm, onPage } from './asked.ts';

const hasFormsOnly = (asked: Asked, memo: Memo): boolean => {
  const { elicitation } = declaredIn(asked, memo);
  return elicitation !== undefined && at(elicitation, 'url') === undefined;
};

const hasPagesOnly = (asked: Asked, memo: Memo): boolean => {
  const { elicitation } = declaredIn(asked, memo);
  return at(elicitation, 'url') !== undefined && at(elicitation, 'form') === undefined;
};

export const further: Further = {
  'elicitation.mode.only-declared': {
    'there is a form for everybody, and no page to complete': {
      mutant: chain(
        onPage((params, { asked }, memo) => {
          if (!hasPagesOnly(asked, memo)) return undefined;
          memo.filledIn = asked.connection;
          return { mode: 'form', message: params.message ?? '', requestedSchema: { type: 'object', properties: {} } };
        }),
        onMessage(({ method }, { memo, event }) =>
          method === COMPLETE && memo.filledIn === event.connection ? [] : undefined,
        ),
      ),
    },
  },
};

export const mutants: Mutants = {
  /** There is a page for everybody, and who went there is done. */
  'elicitation.mode.only-declared': chain(
    onForm(({ message }, { asked }, memo) => {
      if (!hasFormsOnly(asked, memo)) return undefined;
      memo.pages = Number(memo.pages ?? 0) + 1;
      const page = { url: 'https://mcp.example.com/ask', elicitationId: `ask-${memo.pages}` };
      return { mode: 'url', message: message ?? '', ...page };
    }),
    useAnyway((answers, asked, memo) => answers.length > 0 && hasFormsOnly(asked, memo)),
  ),

  /** The question is sent by a method of another name. */
  'elicitation.request.sent': onQuestion([ELICIT], () => ({ method: 'elicitation/ask' })),

  'elicitation.request.message': onParams(ELICIT, (params) => without(params, 'message')),

  /** Forms have a mode of their own name. */
  'elicitation.form.mode': onForm((params) => ({ ...params, mode: 'dialog' })),
};

export const liberties: Liberties = {
  /** A tool that asks nobody asks whether to go on. */
  'elicitation.request.in-result': onResult('tools/call', (result, asked, memo) => {
    const isDone = !isAsking(result) && asked.params.inputResponses === undefined;
    if (!isDone || at(declaredIn(asked, memo), 'elicitation') === undefined || !once(memo, 'asked')) return undefined;
    const { _meta } = result;
    return {
      resultType: 'input_required',
      inputRequests: { proceed: FORM },
      ...(_meta === undefined ? {} : { _meta }),
    };
  }),

  'elicitation.form.mode-omitted': onForm((params) => without(params, 'mode')),
};
