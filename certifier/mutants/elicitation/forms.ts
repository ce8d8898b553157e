/** specification/elicitation.md, forms. */
import { isObject, type JsonObject } from '../../judge/engine/json.ts';
import { once, without } from '../engine/change.ts';
import type { Further, Liberties, Mutants } from '../engine/mutant.ts';
import { onForm, onSchema, withField } from './asked.ts';

/** Changes each text of a form that is written freely. */
const onTexts = (change: (field: JsonObject) => JsonObject) =>
  onSchema((schema) => ({
    ...schema,
    properties: Object.fromEntries(
      Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([name, field]) => [
        name,
        isObject(field) && field.type === 'string' && field.enum === undefined && field.oneOf === undefined
          ? change(field)
          : (field ?? null),
      ]),
    ),
  }));

export const mutants: Mutants = {
  /** There is a question and no form. Only once for each tool: an empty yes is rejected, and what comes of that is for others. */
  'elicitation.form.schema': onForm((params, { asked }, memo) =>
    once(memo, String(asked.params.name)) ? without(params, 'requestedSchema') : undefined,
  ),

  /** An address is one field with fields in it. */
  'elicitation.schema.flat': withField('address', { type: 'object', properties: { city: { type: 'string' } } }),

  /** Several texts, without a list to choose from. */
  'elicitation.schema.choices': withField('tags', { type: 'array', items: { type: 'string' } }),

  /** A format that JSON Schema knows, and forms do not. */
  'elicitation.schema.formats': withField('start', { type: 'string', format: 'time' }),

  /** A keyword of JSON Schema that forms do not have. */
  'elicitation.schema.keywords': withField('amount', { type: 'number', multipleOf: 5 }),

  /** A key is asked for among the rest. */
  'elicitation.form.no-secrets': withField('api_key', { type: 'string', title: 'API key' }),

  /** The text of the form sends people to a page. */
  'elicitation.form.no-links': onForm((params) => ({
    ...params,
    message: `${params.message} (see https://modelcontextprotocol.io/docs)`,
  })),
};

export const further: Further = {
  'elicitation.schema.keywords': {
    'a choice has a format': { mutant: withField('size', { type: 'string', enum: ['S', 'M'], format: 'email' }) },
  },
  'elicitation.form.no-secrets': {
    'the description of a field asks for a key': {
      mutant: withField('value', { type: 'string', description: 'Please enter your API key.' }),
    },
    'the number of a card is a number': { mutant: withField('card_number', { type: 'integer', title: 'Card number' }) },
  },
};

export const liberties: Liberties = {
  /** Anything will do, as long as it is one line. */
  'elicitation.schema.pattern': onTexts((field) => ({ ...field, pattern: '^[^\\n]*$' })),
};
