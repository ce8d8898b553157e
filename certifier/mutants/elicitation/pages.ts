/** specification/elicitation.md, URLs. */
import { isObject, type Json, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import { any } from '../engine/asked.ts';
import { chain, onError, onNotification, onResult, without } from '../engine/change.ts';
import type { Mutant, Mutants } from '../engine/mutant.ts';
import { failOn, isAsking, questionsIn } from '../engine/questions.ts';
import { COMPLETE, onPage, PAGE_REQUIRED } from './asked.ts';

const withUrl = (change: (url: string) => string): Mutant =>
  onPage((params) => ({ ...params, url: change(String(params.url)) }));

const isAccepted = (answer: Json | undefined): boolean => isObject(answer) && answer.action === 'accept';

/** Takes note of the keys under which pages are asked for. */
const notePages: Mutant = onResult(any, (result, _, memo) => {
  if (!isAsking(result)) return undefined;
  for (const [key, { params }] of Object.entries(questionsIn(result)))
    if (isObject(params) && params.url !== undefined) memo[`page:${key}`] = true;
  return undefined;
});

const CONSTANT = 'connect';

export const mutants: Mutants = {
  'elicitation.url.mode': onPage((params) => without(params, 'mode')),

  /** A path of the server's own site. */
  'elicitation.url.valid': withUrl((url) => url.replace(/^https?:\/\/[^/]+/, '')),

  /** As the server is reached behind its proxy. */
  'elicitation.url.https': withUrl((url) => url.replace(/^https:/, 'http:')),

  /** The page knows for whom it is. */
  'elicitation.url.no-user-data': withUrl((url) => `${url}?email=ada@example.org`),

  /** Whoever has the address is the user. */
  'elicitation.url.not-preauthenticated': withUrl((url) => `${url}?access_token=mF_9.B5f-4.1JqM`),

  /** The page was agreed to, and the server does not know what to do with that. */
  'elicitation.url.reevaluated': chain(
    failOn(
      (_, { params }, memo) =>
        isObject(params.inputResponses) &&
        Object.entries(params.inputResponses).some(
          ([key, answer]) => memo[`page:${key}`] === true && isAccepted(answer),
        ),
      { code: -32602, message: 'Unexpected inputResponses' },
    ),
    notePages,
  ),

  /** Pages have no ids, and so none is told to be done. */
  'elicitation.url.id': chain(
    onPage((params) => without(params, 'elicitationId')),
    onNotification(COMPLETE, () => []),
  ),

  /** All that is said of pages names them after what they are for. */
  'elicitation.url.id-unique': chain(
    onPage((params) => ({ ...params, elicitationId: CONSTANT })),
    onNotification(COMPLETE, (notification) => ({ ...notification, params: { elicitationId: CONSTANT } })),
    onError((error) => {
      if (error.code !== PAGE_REQUIRED || !isObject(error.data)) return undefined;
      const elicitations = objectsIn(error.data.elicitations).map(
        (each): JsonObject => ({ ...each, elicitationId: CONSTANT }),
      );
      return { ...error, data: { ...error.data, elicitations } };
    }),
  ),
};
