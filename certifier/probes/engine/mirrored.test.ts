import { describe, expect, test } from 'vitest';
import { mirroredHeaders } from './mirrored.ts';

const schema = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    limit: { type: 'integer', 'x-mcp-header': 'Limit' },
    plain: { type: 'string' },
    filter: { type: 'object', properties: { coastal: { type: 'boolean', 'x-mcp-header': 'Coastal' } } },
  },
};

describe('headers that mirror arguments', () => {
  test('are those of annotated properties that are given', () => {
    expect(mirroredHeaders(schema, { region: 'us-west1', plain: 'x', filter: { coastal: true } })).toEqual({
      'Mcp-Param-Region': 'us-west1',
      'Mcp-Param-Coastal': 'true',
    });
  });

  test('are encoded where a header cannot carry the value', () => {
    expect(mirroredHeaders(schema, { region: 'Zürich', limit: 3 })).toEqual({
      'Mcp-Param-Region': '=?base64?WsO8cmljaA==?=',
      'Mcp-Param-Limit': '3',
    });
  });

  test('are none for annotations and schemas that make no sense', () => {
    expect(mirroredHeaders({ properties: { a: { 'x-mcp-header': 'not a token' } } }, { a: 'x' })).toEqual({});
    expect(mirroredHeaders({ properties: { a: { 'x-mcp-header': 'A' } } }, { a: ['x'] })).toEqual({});
    expect(mirroredHeaders(null, { a: 'x' })).toEqual({});
    expect(mirroredHeaders(schema, undefined)).toEqual({});
  });
});
