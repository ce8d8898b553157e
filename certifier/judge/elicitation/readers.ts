/** What checks of elicitations share. */
import { refusedCalls } from '../engine/answered.ts';
import { at, isObject, type Json, type JsonObject, member, objectsIn } from '../engine/json.ts';
import type { Call } from '../engine/message.ts';
import { type Question, questionsOf } from '../engine/questions.ts';
import { errorCode } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';

export const elicitations = (view: View): readonly Question[] => questionsOf(view, 'elicitation/create');

/** What says what is asked, and where it stands. */
export type Asked = Pick<Question, 'params' | 'seq'>;

/**
 * Whether it sends the user to a page. What has a form is one, unless it says that it is a page and has an address: a server may write
 * the members of both, those of the other mode empty.
 */
export function isPage({ params }: Pick<Question, 'params'>): boolean {
  const hasAddress = (params.url ?? '') !== '';
  if (isObject(params.requestedSchema)) return params.mode === 'url' && hasAddress;
  return params.mode === 'url' || hasAddress;
}

export const forms = (view: View): readonly Question[] => elicitations(view).filter((each) => !isPage(each));
export const pages = (view: View): readonly Question[] => elicitations(view).filter(isPage);

export const URL_REQUIRED = -32042;
/** The errors that ask for a page (2025-11-25). */
export const required = (view: View): readonly Call[] =>
  refusedCalls(view).filter((call) => errorCode(call) === URL_REQUIRED);
/** What such an error lists. */
export const listed = ({ error }: Call): unknown => at(error, 'data', 'elicitations');
export const seqOf = ({ response, request }: Call): number[] => [response?.seq ?? request.seq, request.seq];

/** Pages that an error lists, instead of a request that asks for them. */
const listedPages = (view: View): readonly Asked[] =>
  required(view).flatMap((call) =>
    objectsIn(listed(call))
      .filter((params) => typeof params.url === 'string' && isPage({ params }))
      .map((params) => ({ params, seq: seqOf(call) })),
  );

/** Everything that people are shown, and every page that they are sent to, in whichever way. */
export const shown = (view: View): readonly Asked[] => [...elicitations(view), ...listedPages(view)];
export const visited = (view: View): readonly Asked[] => [...pages(view), ...listedPages(view)];

export interface Field {
  readonly name: string;
  readonly value: Json;
  readonly question: Question;
}

/** The fields of all forms whose schema holds any. */
export const fields = (view: View): readonly Field[] =>
  forms(view).flatMap((question) => {
    const properties = member(member(question.params, 'requestedSchema'), 'properties');
    return Object.entries(isObject(properties) ? properties : {}).map(([name, value]) => ({ name, value, question }));
  });

/** Keywords by which a field offers a choice. */
const CHOOSES = ['enum', 'oneOf', 'anyOf', 'enumNames'];
export const isChoice = (field: JsonObject): boolean =>
  field.type === 'array' || CHOOSES.some((keyword) => Object.hasOwn(field, keyword));

/** A field into which anything can be typed. */
export const isText = (field: Json): field is JsonObject =>
  isObject(field) && field.type === 'string' && !isChoice(field);

export type Action = 'accept' | 'decline' | 'cancel';
export const ACTIONS: ReadonlySet<unknown> = new Set<Action>(['accept', 'decline', 'cancel']);
