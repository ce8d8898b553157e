import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { groupSummary, rfcSummary } from '../../governance/feeds/testing.ts';
import { groupsData, groupsJsonSchema, rfcsData, rfcsJsonSchema } from './api.ts';
import { groups, policy, rfcs } from './documents.ts';
import { groupPath, rfcPath } from './paths.ts';

const addresses = { rfc: rfcPath, group: groupPath };
const errorsOf = (schema: object, value: unknown): unknown => {
  const ajv = new Ajv({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(value) ? [] : validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`);
};

describe('the data of all RFCs', () => {
  const data = rfcsData(policy(), rfcs(), addresses);

  it('fits the schema that is published beside it', () => {
    expect(data.rfcs.length).toBeGreaterThan(0);
    expect(errorsOf(rfcsJsonSchema(policy()), data)).toEqual([]);
  });

  it('is refused by it with a status that the process does not know, or a date that is none', () => {
    const [first] = data.rfcs;
    const spoilt = { ...data, rfcs: [{ ...first, status: 'agreed', created: 'in November' }] };
    expect(errorsOf(rfcsJsonSchema(policy()), spoilt)).toEqual([
      '/rfcs/0/status must be equal to one of the allowed values',
      '/rfcs/0/created must match format "date"',
    ]);
  });

  it('tells relations from both sides, and leaves no member out where there is nothing to say', () => {
    const two = [rfcSummary({ number: 1 }), rfcSummary({ number: 2, requires: [1] })];
    const [first, second] = rfcsData(policy(), two, addresses).rfcs;
    expect([first?.requiredBy, second?.requires]).toEqual([[2], [1]]);
    expect(first).toMatchObject({ discussion: null, upstream: [], requirements: { adds: [], changes: [] } });
    expect(first?.path).toBe('/rfcs/0001/');
  });
});

describe('the data of all working groups', () => {
  it('fits the schema that is published beside it', () => {
    const data = groupsData(policy(), groups(), addresses);
    expect(data.groups.length).toBeGreaterThan(0);
    expect(errorsOf(groupsJsonSchema(policy()), data)).toEqual([]);
  });

  it('says of an open seat that nobody holds it', () => {
    const [group] = groupsData(policy(), [groupSummary()], addresses).groups;
    expect(group?.seats).toEqual([{ seat: 'Chair', holder: null, until: null }]);
  });
});
