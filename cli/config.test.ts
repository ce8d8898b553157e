import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { parseConfig, READERS } from './config.ts';

const schema = JSON.parse(readFileSync(new URL('accord.config.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(schema);

const parses = (value: unknown): boolean => {
  try {
    parseConfig(JSON.stringify(value), 'accord.config.json');
    return true;
  } catch {
    return false;
  }
};

it('knows exactly the members that its schema states', () => {
  expect(Object.keys(READERS).sort()).toEqual(Object.keys(schema.properties).sort());
});

it.each([
  [{}, true],
  [{ command: ['node', 'server.js'], timeout: '10s', env: ['TOKEN', 'MODE=test'], fixture: true }, true],
  [{ url: 'https://example.org/mcp', header: ['A: b'], format: ['pretty', 'junit'], revision: 'all' }, true],
  [{ waivers: [{ requirement: 'a.b', reason: 'known', issue: '#7', until: '2027-01-01' }] }, true],
  [{ url: 'http://a/', command: ['b'] }, false],
  [{ command: [] }, false],
  [{ url: 'server.js' }, false],
  [{ timeout: 10 }, false],
  [{ timeout: '10' }, false],
  [{ format: ['xml'] }, false],
  [{ revision: '2025' }, false],
  [{ strict: 'yes' }, false],
  [{ header: ['no colon'] }, false],
  [{ waivers: [{ requirement: 'a.b' }] }, false],
  [{ waivers: [{ requirement: 'a.b', reason: 'r', until: 'soon' }] }, false],
  [{ sucess: true }, false],
  [{ constructor: 'x' }, false],
  [[], false],
])('agrees with its schema on %j', (value, accepted) => {
  expect(validate(value)).toBe(accepted);
  expect(parses(value)).toBe(accepted);
});

it('says where and what is wrong', () => {
  expect(() => parseConfig('{', 'c.json')).toThrow(/^c\.json is not JSON: /);
  expect(() => parseConfig('{"fromat":["json"]}', 'c.json')).toThrow(
    /^c\.json is wrong: `fromat` is unknown; it knows /,
  );
  expect(() => parseConfig('{"format":["json","yaml"]}', 'c.json')).toThrow(
    /^c\.json\.format\[1\] is wrong: It must be one of /,
  );
});
