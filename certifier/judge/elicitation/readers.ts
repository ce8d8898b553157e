/** What checks of elicitations share. */
import { isObject, type Json, type JsonObject, member } from '../engine/json.ts';
import { type Question, questionsOf } from '../engine/questions.ts';
import type { View } from '../engine/view.ts';

export const elicitations = (view: View): readonly Question[] => questionsOf(view, 'elicitation/create');

/** Whether it sends the user to a page. What has a form and no address is a form, whatever its mode says. */
export const isPage = ({ params }: Pick<Question, 'params'>): boolean =>
  Object.hasOwn(params, 'url') || (member(params, 'mode') === 'url' && !Object.hasOwn(params, 'requestedSchema'));

export const forms = (view: View): readonly Question[] => elicitations(view).filter((each) => !isPage(each));
export const pages = (view: View): readonly Question[] => elicitations(view).filter(isPage);

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
