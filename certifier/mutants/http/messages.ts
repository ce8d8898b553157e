/** specification/http.md: what answers a message, and by which status. */
import { at, parse } from '../../judge/engine/json.ts';
import { isNotification, isResponse } from '../../judge/engine/message.ts';
import { isJson, onStatus, withHeader } from '../engine/answer.ts';
import { any, askedIn, remember } from '../engine/asked.ts';
import { chain, once, onEvent, onResult } from '../engine/change.ts';
import { inCodePage } from '../engine/letters.ts';
import type { Further, Liberties, Mutant, Mutants } from '../engine/mutant.ts';
import { askingOf, followsQuestions, responseIn } from '../engine/own-requests.ts';
import { refusedByStatus } from '../engine/wordless.ts';
import { onRefused, statusOf, withoutId } from './asked.ts';

/** Calls are not taken at this path: no page here says anything else. */
const callsElsewhere = refusedByStatus('tools/call', 405, [['Allow', 'GET']]);

const FRENCH = 'Prêt';

/** Answers to questions that the server has asked are answered by another status. */
const repliesTo = (status: number): Mutant =>
  chain(followsQuestions, (event, memo) => {
    if (event.kind === 'request') {
      const response = responseIn(event);
      const asking = response === undefined ? undefined : askingOf(event.connection, response.id, memo);
      memo[`reply:${event.exchange}`] = asking?.state === 'answered';
    }
    const isReply = event.kind === 'response' && event.status === 202 && memo[`reply:${event.exchange}`] === true;
    return [isReply ? { ...event, status } : event];
  });

export const mutants: Mutants = {
  /** A notification that is refused is an answer like any other, with the error inside. */
  'http.notification.rejected-error': onRefused(isNotification, { status: 200, message: withoutId('Refused') }),

  /** A response that nobody waits for is accepted, and the error stands inside. */
  'http.post.response-rejected-error': onRefused(isResponse, {
    status: 200,
    message: withoutId('Nobody asked'),
    all: true,
  }),

  /** Tools are called at a path of their own. */
  'http.endpoint.single-post': callsElsewhere,

  /** One answer, of those that are no stream, is in the code page of an old machine: each character is one byte. */
  'http.message.utf-8': chain(
    (event, memo) => {
      memo['whole'] = event.kind === 'body';
      return [event];
    },
    onResult('tools/call', (result, _, memo) =>
      memo['whole'] === true && once(memo, 'french')
        ? { ...result, content: [{ type: 'text', text: FRENCH }] }
        : undefined,
    ),
    onEvent('body', (body) => {
      if (body.text?.includes(FRENCH) !== true) return undefined;
      const { text, ...rest } = body;
      return { ...rest, base64: btoa(text) };
    }),
  ),

  /** The answer to one call stands in an array, as it did where messages came in batches. */
  'http.response.json-or-sse': (event, memo) => {
    remember(event, memo);
    const called = event.kind === 'body' && askedIn(event, memo)?.method === 'tools/call';
    if (!called || event.text === undefined || !once(memo, 'batch')) return [event];
    return [{ ...event, text: `[${event.text}]` }];
  },

  /** No content, where it is accepted. */
  'http.notification.accepted': (event, memo) => {
    if (event.kind === 'request') memo[`told:${event.exchange}`] = isNotification(parse(event.text ?? ''));
    const isAccepted = event.kind === 'response' && event.status === 202 && memo[`told:${event.exchange}`] === true;
    return [isAccepted ? { ...event, status: 204 } : event];
  },

  /** All is well, and it is taken for granted that the client knows by which status that is said of an answer. */
  'http.post.response-accepted-202': repliesTo(200),

  /** One answer is labelled as plain text. */
  'http.response.content-type': onStatus(any, (response, _, memo) =>
    isJson(response) && once(memo, 'labelled')
      ? { ...response, headers: withHeader(response.headers, 'content-type', 'text/plain; charset=utf-8') }
      : undefined,
  ),

  /** A method that does not exist is an answer like any other. */
  'http.method.not-found': statusOf(any, 404, 200),

  /** Missing metadata is an answer like any other. */
  'http.meta.required-status': statusOf(
    ({ params }) => at(params, '_meta', 'io.modelcontextprotocol/clientCapabilities') === undefined,
    400,
    200,
  ),
};

export const further: Further = {
  'http.message.utf-8': {
    'what came in UTF-8 goes back in an old code page': { mutant: onEvent('body', inCodePage) },
  },
  'http.endpoint.single-post': {
    'nobody finds tools there': { mutant: refusedByStatus('tools/call', 404) },
  },
  'http.post.response-rejected-error': {
    'a response that nobody waits for is accepted, and the error stands inside': {
      mutant: onRefused(isResponse, { status: 202, message: withoutId('Nobody asked'), all: true }),
    },
  },
  'http.response.json-or-sse': {
    'an answer that has nothing to say has no body': {
      mutant: (event, memo) => {
        remember(event, memo);
        const isSaid = event.kind === 'body' && askedIn(event, memo)?.method === 'tools/call';
        return isSaid && once(memo, 'nothing') ? [] : [event];
      },
    },
  },
};

export const liberties: Liberties = {
  /** A notification that is refused is told why. */
  'http.notification.error-body': onRefused(isNotification, {
    message: withoutId('This notification is not accepted'),
  }),
};
