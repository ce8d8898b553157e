/** specification/elicitation.md: capabilities and requests. */
import { askedByRequest } from '../engine/asking.ts';
import type { Checks } from '../engine/check.ts';
import { isObject, member, quote } from '../engine/json.ts';
import { elicitations, forms, isPage, shown } from './readers.ts';

export const checks: Checks = {
  'elicitation.mode.only-declared': (view, sink) => {
    for (const question of elicitations(view)) {
      const { declared, seq } = question;
      const elicitation = member(declared, 'elicitation');
      // That nothing at all was declared is judged where capabilities are.
      if (!isObject(elicitation)) continue;
      sink.examined();
      const has = (mode: string): boolean => Object.hasOwn(elicitation, mode);
      const mode = isPage(question) ? 'url' : 'form';
      if (has(mode) || (mode === 'form' && !has('url'))) continue;
      sink.finding({
        message: `The server asks in the mode "${mode}", which the client did not declare.`,
        expected: `no such elicitation to a client with \`elicitation\`: ${quote(elicitation)}`,
        actual: quote(question.params),
        seq: [...seq],
      });
    }
  },

  'elicitation.request.sent': askedByRequest('elicitation/create'),
  'elicitation.request.in-result': (view, sink) => {
    for (const _ of elicitations(view)) sink.examined();
  },

  'elicitation.request.message': (view, sink) => {
    for (const { params, seq } of shown(view)) {
      sink.examined();
      const message = member(params, 'message');
      if (typeof message === 'string' && message.trim() !== '') continue;
      sink.finding({
        message: 'An elicitation does not say why it asks.',
        expected: '`message`, a text for people',
        actual: message === undefined ? 'no `message`' : quote(message),
        seq: [...seq],
      });
    }
  },

  'elicitation.form.mode': (view, sink) => {
    for (const { params, seq } of forms(view)) {
      sink.examined();
      const mode = member(params, 'mode');
      if (mode === undefined || mode === 'form') continue;
      sink.finding({
        message: 'A request with a form has a mode that is not that of forms.',
        expected: '`mode` "form", or none',
        actual: quote(mode),
        seq: [...seq],
      });
    }
  },

  'elicitation.form.mode-omitted': (view, sink) => {
    for (const _ of forms(view)) sink.examined();
  },
};
