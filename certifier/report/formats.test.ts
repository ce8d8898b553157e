import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import sax from 'sax';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { columns } from './columns.ts';
import { FORMAT_NAMES, loadFormat } from './format.ts';
import { catalogue, HOSTILE, report, transcript } from './hostile.fixture.ts';
import { html } from './html.ts';
import { json, reportBytes } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import { sarif } from './sarif.ts';

const context = { catalogue, transcript };

/** What GitHub Actions takes for a command in a log: `::name` at the start of a line after spaces, `##[` anywhere. */
const COMMAND = /^\s*::|##\[/m;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come out
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\ufffe\uffff]|\p{Cs}/u;

describe.each(FORMAT_NAMES)('%s, of a subject that means harm', (name) => {
  it('puts out no character that a terminal obeys, no command of a build service, and nothing undefined', async () => {
    const format = await loadFormat(name);
    const text = format(report, context);
    expect(text).not.toMatch(UNSEEN);
    expect(text).not.toMatch(COMMAND);
    expect(text).not.toMatch(/undefined|\[object/);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('is a pure function: the same report gives the same text, with or without the transcript', async () => {
    const format = await loadFormat(name);
    expect(format(report, context)).toBe(format(structuredClone(report), structuredClone(context)));
    expect(format(report, { catalogue })).toContain('tools.list.unique-names');
  });

  it('can tell of a report without runs and of one that names requirements this catalogue does not have', async () => {
    const format = await loadFormat(name);
    const empty = { catalogue: { ...catalogue, requirements: [], topics: [] } };
    expect(format({ ...report, verdict: 'no-verdict', runs: [] }, empty)).not.toMatch(/undefined/);
    expect(format(report, empty)).not.toMatch(/undefined/);
  });
});

describe('a MUST that warned', () => {
  const [rule] = catalogue.requirements;
  const [run] = report.runs;
  if (rule === undefined || run === undefined) throw new Error('there is no sample');
  const result = { requirement: rule.id, level: 'MUST', outcome: 'warning', observed: 1, findings: [] } as const;
  const warned = { ...report, runs: [{ ...run, results: [result] }] };
  const holding = (basis: 'plain' | 'keyword') => ({
    transcript,
    catalogue: { ...catalogue, requirements: [{ ...rule, level: 'MUST', basis } as const] },
  });

  it.each([
    ['pretty', pretty],
    ['markdown', markdown],
    ['html', html],
  ])('says in %s why it did not fail', (_name, format) => {
    expect(format(warned, holding('plain')).replace(/\s+/g, ' ')).toContain('plain wording, so a breach warns');
    expect(format(warned, holding('keyword')).replace(/\s+/g, ' ')).toContain('Upstream is not clear here');
  });
});

describe('a failure beyond the profile', () => {
  const run = report.runs[0] as (typeof report.runs)[number];
  const results = run.results.map((result) =>
    result.requirement === 'tools.list.unique-names' ? ({ ...result, beyond: true } as const) : result,
  );
  const apart = { ...report, runs: [{ ...run, results }] };

  it.each([
    ['pretty', pretty, /beyond tools\.list\.unique-names/, /fail tools\.list\.unique-names/],
    ['markdown', markdown, /### Beyond the profile: Tools/, /### Failed: Tools/],
    ['html', html, /<h3>Beyond the profile: Tools<\/h3>/, /<h3>Failed: Tools<\/h3>/],
  ])('stands apart in %s, and is no failure there', (_name, format, shown, failed) => {
    expect(format(apart, context)).toMatch(shown);
    expect(format(apart, context)).not.toMatch(failed);
    expect(format(report, context)).toMatch(failed);
  });

  it('fails no build: JUnit counts it as passed, SARIF as a warning', () => {
    expect(elementsOf(junit(apart, context))[1]?.attributes).toMatchObject({ tests: '8', failures: '1' });
    const levels = (text: string) =>
      JSON.parse(text)
        .runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'tools.list.unique-names')
        .map(({ level }: { level: string }) => level);
    expect(levels(sarif(report, context))).toEqual(['error', 'error']);
    expect(levels(sarif(apart, context))).toEqual(['warning', 'warning']);
  });

  it('is kept in the report, and valid there', () => {
    expect(JSON.parse(json(apart)).runs[0].results[0].beyond).toBe(true);
    const schema = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8'));
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate(JSON.parse(json(apart))), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe('json', () => {
  it('is the same bytes in whatever order the members of the report were set', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, inner]) => [name, turned(inner)]),
            )
          : value;
    expect(json(turned(report) as typeof report)).toBe(json(report));
    expect(new TextDecoder().decode(reportBytes(report))).toBe(json(report));
  });

  it('loses nothing: read again, it is the report, hostile text and all', () => {
    expect(JSON.parse(json(report))).toEqual(report);
  });

  it('is valid against the published schema, which refuses what it does not know', () => {
    const schema = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8'));
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    const value = JSON.parse(json(report));
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...value, score: 97 })).toBe(false);
    expect(validate({ ...value, verdict: 'A+' })).toBe(false);
  });
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: string;
}

/** Elements of an XML text, by a parser that stops at the first thing that is not well formed. */
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const open: string[] = [];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    elements.push({ name, attributes: attributes as Record<string, string>, inside: open.join('/') });
    open.push(name);
  };
  parser.onclosetag = () => void open.pop();
  parser.write(xml).close();
  return elements;
}

describe('junit', () => {
  const elements = elementsOf(junit(report, context));
  const caseOf = (id: string) => elements.findIndex(({ attributes }) => attributes.name === id);

  it('is well formed, and counts as the report counts, a waived failure being skipped', () => {
    const [root, suite] = elements;
    expect(root?.name).toBe('testsuites');
    expect(suite?.attributes).toMatchObject({ tests: '8', failures: '2', errors: '1', skipped: '3' });
    expect(elements.filter(({ name }) => name === 'testcase')).toHaveLength(8);
    expect(elements.filter(({ name }) => name === 'failure')).toHaveLength(2);
    expect(elements.filter(({ name }) => name === 'skipped')).toHaveLength(3);
  });

  it('says why in the attribute that build services show', () => {
    expect(elements[caseOf('tools.list.unique-names') + 1]).toMatchObject({
      name: 'failure',
      attributes: { type: 'MUST', message: expect.stringContaining('stands twice') },
    });
    expect(elements[caseOf('tools.call.result') + 1]).toMatchObject({
      name: 'skipped',
      attributes: { message: 'not tested: needs-opt-in' },
    });
    expect(elements[caseOf('tools.title.short') + 1]?.name).toBe('system-out');
  });
});

describe('sarif', () => {
  const log = JSON.parse(sarif(report, context));
  const [run] = log.runs;

  it('has a rule for each result, by index and by id', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.results.length).toBeGreaterThan(0);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    for (const rule of run.tool.driver.rules) expect(rule.shortDescription.text).not.toBe('');
  });

  it('points at the line of the transcript: event n stands on line n + 1, and a finding without an event at the header', () => {
    const places = run.results
      .filter((result: { ruleId: string }) => result.ruleId === 'tools.list.unique-names')
      .map((result: { locations: { physicalLocation: object }[] }) => result.locations[0]!.physicalLocation);
    expect(places).toEqual([
      { artifactLocation: { uri: 'transcript.jsonl', index: 0 }, region: { startLine: 5 } },
      { artifactLocation: { uri: 'transcript.jsonl', index: 0 }, region: { startLine: 1 } },
    ]);
    expect(run.artifacts[0].hashes['sha-256']).toBe(report.transcript.sha256);
  });

  it('keeps a SHOULD a warning, a waived failure suppressed, and a harness error out of the results', () => {
    const levels = Object.fromEntries(
      run.results.map((each: { ruleId: string; level: string }) => [each.ruleId, each.level]),
    );
    expect(levels['tools.title.short']).toBe('warning');
    expect(levels['tools.list.unique-names']).toBe('error');
    expect(Object.keys(levels)).not.toContain('lifecycle.never.seen');
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications[0].associatedRule.id).toBe('lifecycle.never.seen');
    const waived = run.results.find((each: { ruleId: string }) => each.ruleId === 'lifecycle.waived.rule');
    expect(waived.suppressions).toHaveLength(1);
  });
});

describe('pretty', () => {
  const text = pretty(report, context);

  it('tells failures first and by page, then warnings, then how much was not tested, and ends with the verdict', () => {
    const order = [
      '\nLifecycle\n',
      'fail lifecycle.initialize.answered',
      '\nTools\n',
      'fail tools.list.unique-names',
      'waived lifecycle.waived.rule',
      'error lifecycle.never.seen',
      'warning tools.title.short',
      'Not tested',
      '≢ not conformant  4 of 6 applicable MUSTs observed',
    ].map((part) => text.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(text.trimEnd().split('\n').at(-1)).toContain('≢ not conformant');
  });

  it('shows the exchange: the request, and the answer or that none came', () => {
    expect(text).toMatch(/5 → \{"jsonrpc":"2.0","id":3,"method":"ping"\}\n\s+6 · waited 5000 ms for an answer/);
    expect(text).toMatch(/2 → \{"jsonrpc":"2.0","id":2,"method":"tools\/list"\}\n\s+4 ← \{"jsonrpc"/);
  });

  it('links each failure to the upstream section of the revision judged, and says how to learn more', () => {
    expect(text).toContain('https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names');
    expect(text).not.toContain('2026-07-28/server/tools');
    expect(text).toContain('accord explain tools.list.unique-names');
  });

  it('says what would test what was not tested, and what the probe noted', () => {
    expect(text).toContain('to test: --allow-tool NAME');
    expect(text).toContain('it offers: delete_all');
  });

  it('stays within the terminal, wide or narrow, but for links and commands, which must stay whole', () => {
    for (const width of [40, 80, 132]) {
      const wide = pretty(report, { ...context, width })
        .split('\n')
        .filter((line) => !/https?:|accord (explain|judge)/.test(line) && columns(line) > width);
      expect(wide).toEqual([]);
    }
  });

  it('is coloured only when told to, and says the same with colour as without', () => {
    const coloured = pretty(report, { ...context, colour: true });
    expect(text).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes that colour is made of
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text);
  });

  it('tells once what was found in several places, and says where else', () => {
    const [run] = report.runs;
    const finding = { message: 'It is broken.', expected: 'whole', actual: 'broken' };
    const results = run!.results
      .filter(({ requirement }) => requirement === 'tools.list.unique-names')
      .map((result) => ({ ...result, findings: [2, 4, 6].map((seq) => ({ ...finding, seq: [seq] })) }));
    const repeated = { ...report, runs: [{ ...run!, results }] };
    for (const format of [pretty, markdown, html]) {
      const text = format(repeated, context);
      expect(text.match(/It is broken\./g)).toHaveLength(1);
      expect(text.replace(/<[^>]*>/g, '')).toMatch(/the same at events 4, 6/i);
    }
  });

  it('knows no score', () => {
    expect(text).not.toMatch(/\d\s*%|grade|score/i);
  });
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}
const nodesOf = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(nodesOf)];

describe('markdown', () => {
  const text = markdown(report, context);
  const nodes = nodesOf(unified().use(remarkParse).use(remarkGfm).parse(text) as Node);
  const of = (type: string) => nodes.filter((node) => node.type === type);

  it('lets no markup of the subject through: read by a parser, there is none but ours', () => {
    expect(of('html').every(({ value }) => value === '<!-- -->')).toBe(true);
    expect(of('link').every(({ url }) => url?.startsWith('https://modelcontextprotocol.io/'))).toBe(true);
    expect(of('strong')).toHaveLength(1);
    expect([...of('image'), ...of('code'), ...of('blockquote'), ...of('thematicBreak')]).toEqual([]);
  });

  it('breaks mentions and references, which GitHub makes of plain text', () => {
    for (const { value } of of('text')) expect(value).not.toMatch(/@everyone|#1/);
  });

  it('closes every code span that it opens, with text that holds fences of its own', () => {
    const actual = of('inlineCode').filter(({ value }) => value?.includes('``y``'));
    expect(actual.length).toBeGreaterThan(0);
    for (const { value } of actual) expect(value).toMatch(/\\x1b\[2J.* end|\\u001b\[2J.* end/);
  });

  it('has the verdict in its heading and the counts in its table', () => {
    expect(text).toMatch(/^# ≢ server /);
    expect(text).toContain('| 2025-11-25 | stdio | ≢ not conformant | 4 of 6 | 3 | 1 | 1 |');
  });
});

it('the hostile text holds what it says it holds', () => {
  expect(HOSTILE).toMatch(UNSEEN);
  expect(HOSTILE).toMatch(COMMAND);
});
