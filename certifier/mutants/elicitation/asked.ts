/** Questions to the user that the faults of several sections are about. */
import { isObject, type Json, type JsonObject, member } from '../../judge/engine/json.ts';
import type { Memo, Mutant } from '../engine/mutant.ts';
import { onParams, type Question } from '../engine/questions.ts';

export const ELICIT = 'elicitation/create';
export const COMPLETE = 'notifications/elicitation/complete';
export const PAGE_REQUIRED = -32042;

type Change = (params: JsonObject, question: Question, memo: Memo) => JsonObject | undefined;

/** Changes each question that is a form. */
export const onForm = (change: Change): Mutant =>
  onParams(ELICIT, (params, question, memo) => (params.url === undefined ? change(params, question, memo) : undefined));

/** Changes each question that is a page. */
export const onPage = (change: Change): Mutant =>
  onParams(ELICIT, (params, question, memo) => (params.url === undefined ? undefined : change(params, question, memo)));

/** Changes the schema of each form. */
export const onSchema = (change: (schema: JsonObject) => JsonObject): Mutant =>
  onForm((params) =>
    isObject(params.requestedSchema) ? { ...params, requestedSchema: change(params.requestedSchema) } : undefined,
  );

/** Each form has one more field, which nobody has to fill in. */
export const withField = (name: string, field: Json): Mutant =>
  onSchema((schema) => ({
    ...schema,
    properties: { ...(isObject(schema.properties) ? schema.properties : {}), [name]: field },
  }));

/** Whether the answer has something in it. */
export const isFilled = (answer: Json): boolean => {
  const content = member(answer, 'content');
  return isObject(content) && Object.keys(content).length > 0;
};
