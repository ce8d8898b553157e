/** specification/resources.md, annotations. */
import { isObject, type JsonObject, objectsIn } from '../../judge/engine/json.ts';
import type { Further, FurtherMutant, Mutants } from '../engine/mutant.ts';
import { onParams } from '../engine/questions.ts';
import { onFirst } from './changes.ts';

/** An audience that the protocol does not know. */
const AUDIENCE: JsonObject = { audience: ['user', 'developer'] };
/** A priority from one to ten. */
const PRIORITY: JsonObject = { priority: 8 };
/** A time as HTTP writes it. */
const LAST_MODIFIED: JsonObject = { lastModified: 'Sun, 12 Jan 2025 15:00:58 GMT' };

export const mutants: Mutants = {
  'resources.annotations.audience': onFirst((resource) => [{ ...resource, annotations: AUDIENCE }]),
  'resources.annotations.priority': onFirst((resource) => [{ ...resource, annotations: PRIORITY }]),
  'resources.annotations.last-modified': onFirst((resource) => [{ ...resource, annotations: LAST_MODIFIED }]),
};

/** What a model is asked with is annotated, as other content is. */
const askedWith = (annotations: JsonObject): Readonly<Record<string, FurtherMutant>> => ({
  'content that a model is asked with': {
    fixture: true,
    probe: 'sampling.ask',
    mutant: onParams('sampling/createMessage', (params) => ({
      ...params,
      messages: objectsIn(params.messages).map((message) =>
        message.role === 'user' && isObject(message.content) && message.content.type === 'text'
          ? { ...message, content: { ...message.content, annotations } }
          : message,
      ),
    })),
  },
});

export const further: Further = {
  'resources.annotations.audience': askedWith(AUDIENCE),
  'resources.annotations.priority': askedWith(PRIORITY),
  'resources.annotations.last-modified': askedWith(LAST_MODIFIED),
};
