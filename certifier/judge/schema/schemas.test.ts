/** Our message schemas: compiled as committed, and of one mind with upstream's. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, member } from '../engine/json.ts';
import { generate, OUTPUTS, pathOf, readSchema } from './build.ts';
import { messages } from './messages.generated.js';
import { definitionFor, SCHEMA_REVISIONS } from './methods.ts';
import { examplesOf, oracleIsPresent, oracleOf, samplesOf, variationsOf } from './oracle.ts';
import { violations } from './validate.ts';

const definitionsOf = async (revision: (typeof SCHEMA_REVISIONS)[number]): Promise<JsonObject> =>
  (await readSchema(revision))['$defs'] as JsonObject;

describe('the compiled validators', () => {
  it.each(OUTPUTS)('of %s are what build.ts makes of the schemas, byte for byte', async (output) => {
    const committed = await readFile(pathOf(output), 'utf8');
    expect(committed === (await generate(output)), 'stale: run node certifier/judge/schema/build.ts').toBe(true);
    console.log(`${output}: ${committed.length} bytes, ${gzipSync(committed).length} compressed`);
  });

  it.each(OUTPUTS)('of %s generate no code, import nothing and talk to nobody', async (output) => {
    const text = await readFile(pathOf(output), 'utf8');
    expect(text).not.toMatch(/new Function|\beval\(|\brequire\(|\bimport\b[^.]*from|import\(|\bfetch\(|\bprocess\./);
  });

  it.each(SCHEMA_REVISIONS)(
    'has one for each definition of %s, and each definition says what it is',
    async (revision) => {
      const definitions = await definitionsOf(revision);
      expect(Object.keys(messages[revision]).sort()).toEqual(Object.keys(definitions).sort());
      for (const [name, definition] of Object.entries(definitions)) {
        expect(member(definition, 'description'), name).toMatch(/\.$/);
      }
    },
  );

  it('has one for whatever a method leads to', async () => {
    for (const revision of SCHEMA_REVISIONS) {
      const definitions = await definitionsOf(revision);
      const unions = ['ClientRequest', 'ClientNotification', 'ServerNotification', 'ServerRequest'];
      const methods = unions.flatMap((name) => {
        const discriminator = member(member(definitions[name], 'properties'), 'method');
        return (member(discriminator, 'enum') ?? []) as readonly string[];
      });
      expect(methods.length).toBeGreaterThan(15);
      for (const method of methods) {
        const found = (['request', 'result', 'notification'] as const).flatMap((kind) =>
          (['client', 'server'] as const).flatMap((side) => definitionFor(revision, method, kind, side) ?? []),
        );
        expect(found, method).not.toEqual([]);
        for (const name of found) expect(Object.hasOwn(definitions, name), name).toBe(true);
      }
    }
  });
});

/** Without upstream's data beside the checkout there is nothing to compare with. */
const compared = describe.runIf(oracleIsPresent);
if (!oracleIsPresent)
  console.log('Upstream’s published schemas are not beside this checkout: ours were not compared with them.');

compared('compared with upstream', () => {
  it.each(SCHEMA_REVISIONS)('has a definition for every type of %s, and no other', async (revision) => {
    const ours = Object.keys(await definitionsOf(revision)).sort();
    expect(ours).toEqual(Object.keys(oracleOf(revision).definitions).sort());
  });

  it('accepts every example that upstream publishes, but for one that upstream’s own type of it rejects', () => {
    const oracle = oracleOf('2026-07-28');
    const examples = examplesOf('2026-07-28');
    expect(examples).toHaveLength(129);
    const rejected = examples.filter(({ definition, value }) => violations('2026-07-28', definition, value).length > 0);
    // It lacks `ttlMs` and `cacheScope`. Upstream's union takes it for an InputRequiredResult, which it does not claim to be.
    expect(rejected.map(({ name }) => name)).toEqual(['read-resource-result-response.json']);
    const result = member(rejected[0]?.value, 'result');
    expect(member(result, 'resultType')).toBe('complete');
    expect(oracle.accepts('ReadResourceResult', result)).toBe(false);
  });

  it.each(SCHEMA_REVISIONS)(
    'accepts and rejects in %s what upstream does, whatever is deleted or replaced',
    (revision) => {
      const oracle = oracleOf(revision);
      // What is deeper in a sample stands at the top of another.
      const values: readonly (readonly [definition: string, value: Json, depth: number])[] = [
        ...examplesOf(revision).map(({ definition, value }) => [definition, value, 5] as const),
        ...Object.keys(oracle.definitions).flatMap((name) =>
          samplesOf(name, oracle).map((value) => [name, value, 3] as const),
        ),
      ];
      const disagreements = new Set<string>();
      const tried = { accepted: 0, rejected: 0 };
      const compare = (definition: string, value: Json, change: string): void => {
        const upstream = oracle.accepts(definition, value);
        tried[upstream ? 'accepted' : 'rejected'] += 1;
        const ours = violations(revision, definition, value);
        if (upstream !== (ours.length === 0)) {
          disagreements.add(`${definition}${change}, which upstream ${upstream ? 'accepts' : 'rejects'}`);
        }
      };
      for (const [definition, value, depth] of values) {
        compare(definition, value, ' as it is');
        for (const variation of variationsOf(value, depth)) compare(definition, variation.value, variation.change);
      }
      expect([...disagreements].slice(0, 20)).toEqual([]);
      expect(Math.min(tried.accepted, tried.rejected)).toBeGreaterThan(5_000);
    },
  );
});
