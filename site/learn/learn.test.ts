import { describe, expect, it } from 'vitest';
import { laidOut } from '../../certifier/report/speech.ts';
import { requirementOf } from '../lib/catalogue.ts';
import { textsIn } from './progress.ts';
import { MOST_CHARACTERS, readRule } from './read-rule.ts';
import { answerOf, type HttpAsked } from './server.ts';
import { STEPS, serverWith } from './steps.ts';
import { tried } from './trying.ts';
import { WHOLE } from './weather.ts';

const textOf = (value: unknown): string => laidOut(value);
const GOOD = Object.fromEntries(STEPS.map(({ name, rule }) => [name, textOf(WHOLE[rule])]));

describe('the server that is repaired', () => {
  it('conforms once every step is mended, with the core of its profile observed', async () => {
    const { verdict, steps, others, faults, observed } = await tried(GOOD);
    expect([verdict, faults, others]).toEqual(['conformant', [], []]);
    expect(steps.every(({ state }) => state === 'mended')).toBe(true);
    expect(observed?.musts).toBeGreaterThan(40);
  });

  it('is broken at first in every step, and nowhere else', async () => {
    const { verdict, steps, others } = await tried({});
    expect(verdict).toBe('not-conformant');
    expect(others).toEqual([]);
    expect(steps.map(({ state, told }) => [state, told.length > 0])).toEqual(STEPS.map(() => ['broken', true]));
  });

  it.each(STEPS.map((step) => [step.name, step] as const))(
    'is broken by %s alone in what that step says, exactly',
    async (name, step) => {
      const { steps, others } = await tried({ ...GOOD, [name]: textOf(step.broken) });
      expect(others).toEqual([]);
      expect(steps.filter(({ state }) => state === 'broken').map((each) => each.name)).toEqual([name]);
      const broken = steps.flatMap(({ told }) => told.map(({ requirement }) => requirement));
      expect(broken).toEqual(step.breaks);
    },
  );

  it.each(STEPS.map((step) => [step.name, step] as const))(
    'is mended in %s alone by what the page shows as its answer',
    async (name, step) => {
      const { steps } = await tried({ [name]: textOf(WHOLE[step.rule]) });
      expect(steps.filter(({ state }) => state !== 'broken').map((each) => each.name)).toEqual([name]);
    },
  );

  it('names only requirements that exist', () => {
    for (const { breaks } of STEPS) for (const id of breaks) expect(requirementOf(id), id).toBeDefined();
  });

  it('is not mended by a rule that answers nobody', async () => {
    const { steps } = await tried({ ...GOOD, 'missing-member': '{"when": {"method": "nobody/asks"}}' });
    expect(steps.find(({ name }) => name === 'missing-member')?.state).toBe('unseen');
  });

  it('is not mended where only another step keeps it from being seen', async () => {
    const { steps } = await tried({ 'wrong-kind': GOOD['wrong-kind'] ?? '' });
    expect(steps.find(({ name }) => name === 'wrong-kind')?.state).toBe('unseen');
  });

  it('tells what else a try breaks', async () => {
    const text = (GOOD['missing-member'] ?? '').replace('"forecast"', '"fore cast!"');
    const { others } = await tried({ ...GOOD, 'missing-member': text });
    expect(others.map(({ requirement }) => requirement)).toContain('tools.name.characters');
  });

  it('has no verdict where nothing is established, and goes on', async () => {
    const silent = Object.fromEntries(STEPS.map(({ name }) => [name, '{"when": {}, "status": 500}']));
    const { verdict, steps } = await tried(silent);
    expect(verdict).toBe('no-verdict');
    expect(steps.some(({ state }) => state === 'mended')).toBe(false);
  });
});

describe('a rule', () => {
  it.each([
    ['', /not JSON/],
    ['{"when"', /not JSON/],
    ['[]', /must be a JSON object/],
    ['{}', /needs "when"/],
    ['{"when": {"metod": "x"}}', /"metod" is no condition. Known are http, /],
    ['{"when": {"__proto__": 1}}', /"__proto__" is no condition/],
    ['{"when": {}, "stats": 1}', /no member "stats"/],
    ['{"when": {}, "status": "200"}', /whole number from 200/],
    ['{"when": {}, "status": 99}', /whole number from 200/],
    ['{"when": {}, "headers": {"a": 1}}', /values are texts/],
    ['{"when": {}, "result": {}, "error": {}}', /not with both/],
    ['{"when": {}, "error": 7}', /"error" must be an object/],
    [`{"when": {}, "result": {"a": ${'['.repeat(9_000)}${']'.repeat(9_000)}}}`, /levels deep/],
    [`"${'x'.repeat(MOST_CHARACTERS)}"`, /characters long/],
  ])('is not %j, and one line says why', (text, message) => {
    expect(() => readRule(text)).toThrow(message);
  });

  it('that is none leaves the broken one in its place, and is told at its step', async () => {
    const { faults, steps } = await tried({ ...GOOD, 'wrong-code': '{' });
    expect(faults).toEqual([{ name: 'wrong-code', message: expect.stringMatching(/not JSON/) }]);
    expect(steps.find(({ name }) => name === 'wrong-code')?.state).toBe('broken');
  });
});

describe('what was kept', () => {
  it('is taken where it is the text of a step, and passed over where it is not', () => {
    expect(textsIn('{"wrong-code": "{}", "other": "x", "wrong-kind": 3, "__proto__": "y"}')).toEqual({
      'wrong-code': '{}',
    });
    for (const spoilt of [null, '', '{', 'null', '[]', '7']) expect(textsIn(spoilt)).toEqual({});
    expect(textsIn(JSON.stringify({ 'wrong-code': 'x'.repeat(MOST_CHARACTERS + 1) }))).toEqual({});
  });
});

describe('what the rules answer', () => {
  const ask = (body: unknown, headers: HttpAsked['headers'] = [], method = 'POST') =>
    answerOf(serverWith(Object.fromEntries(STEPS.map(({ rule }) => [rule, WHOLE[rule]!]))), {
      method,
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('fills in what the request says', () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'c', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const params = { name: 'forecast', arguments: { city: 'Bern' }, _meta: meta };
    const { status, body } = ask({ jsonrpc: '2.0', id: 'a', method: 'tools/call', params }, [
      ['MCP-Protocol-Version', '2026-07-28'],
      ['mcp-method', 'tools/call'],
      ['Mcp-Name', 'forecast'],
    ]);
    expect(status).toBe(200);
    expect(JSON.parse(body ?? '')).toMatchObject({
      id: 'a',
      result: { content: [{ text: 'Tomorrow it is sunny in Bern.' }] },
    });
  });

  it('refuses a foreign page, another method and what is no message', () => {
    expect(ask({}, [['Origin', 'http://evil.example']]).status).toBe(403);
    expect(ask('', [], 'GET')).toMatchObject({ status: 405, headers: [['Allow', 'POST']] });
    expect(JSON.parse(ask('{').body ?? '').error.code).toBe(-32700);
    expect(JSON.parse(ask([1]).body ?? '').error.code).toBe(-32600);
  });

  it('is 500 where no rule fits', () => {
    expect(answerOf([], { method: 'POST', headers: [], body: '{}' }).status).toBe(500);
  });
});
