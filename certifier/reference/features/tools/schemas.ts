/** Tools whose point is a schema: structured output, parameters mirrored into headers, a large vocabulary. */
import type { Members, Result } from '../../jsonrpc.ts';
import { text } from '../samples.ts';
import { NO_PARAMETERS, READ_ONLY, type Tool } from './tool.ts';

/** Structured content, and the same as text for clients that do not know it. */
const structured = (value: unknown): Result => ({ content: [text(JSON.stringify(value))], structuredContent: value });

/** The keywords that the official suite looks for in `tools/list`: none may be lost on the way. */
const CONTACT: Members & { readonly type: 'object' } = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};

export const SCHEMA_TOOLS: readonly Tool[] = [
  {
    listed: {
      name: 'count_outcomes',
      description: 'Returns how many of a fixed set of tests passed and failed',
      inputSchema: NO_PARAMETERS,
      outputSchema: {
        type: 'object',
        properties: { passed: { type: 'integer', minimum: 0 }, failed: { type: 'integer', minimum: 0 } },
        required: ['passed', 'failed'],
        additionalProperties: false,
      },
      ...READ_ONLY,
    },
    run: () => structured({ passed: 7, failed: 2 }),
  },
  {
    listed: {
      name: 'describe_region',
      description: 'Repeats what it was asked. Over HTTP in 2026-07-28 its parameters are mirrored into headers',
      inputSchema: {
        type: 'object',
        properties: {
          region: { type: 'string', description: 'Name of the region', 'x-mcp-header': 'Region' },
          limit: { type: 'integer', minimum: 0, description: 'How many places at most', 'x-mcp-header': 'Limit' },
          filter: {
            type: 'object',
            properties: {
              coastal: { type: 'boolean', description: 'Only places by the sea', 'x-mcp-header': 'Coastal' },
            },
            additionalProperties: false,
          },
        },
        required: ['region'],
        additionalProperties: false,
      },
      ...READ_ONLY,
    },
    run: (args) => ({ content: [text(JSON.stringify(args))] }),
  },
  {
    listed: {
      name: 'json_schema_2020_12_tool',
      description: 'Takes a contact, described with much of the vocabulary of JSON Schema 2020-12',
      inputSchema: CONTACT,
      ...READ_ONLY,
    },
    run: (args) => ({ content: [text(`JSON Schema 2020-12 tool called with: ${JSON.stringify(args)}`)] }),
  },
  {
    listed: {
      name: 'add_numbers',
      description: 'Adds two numbers',
      inputSchema: {
        type: 'object',
        properties: { a: { type: 'number' }, b: { type: 'number' } },
        required: ['a', 'b'],
        additionalProperties: false,
      },
      outputSchema: {
        type: 'object',
        properties: { sum: { type: 'number' } },
        required: ['sum'],
        additionalProperties: false,
      },
      ...READ_ONLY,
    },
    run: ({ a, b }) => structured({ sum: Number(a) + Number(b) }),
  },
  {
    // Up to 2025-11-25 structured content is an object; since 2026-07-28 it is any JSON value.
    only: 'stateless',
    listed: {
      name: 'list_outcomes',
      description: 'Returns the words for outcomes, as an array',
      inputSchema: NO_PARAMETERS,
      outputSchema: { type: 'array', items: { type: 'string' } },
      ...READ_ONLY,
    },
    run: () => structured(['pass', 'fail', 'warning']),
  },
];
