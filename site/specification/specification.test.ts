import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Lock } from '../../certifier/catalogue/lock/lock.ts';
import { type Catalogue, holdsIn, REVISIONS, type Requirement } from '../../certifier/catalogue/requirement.ts';
import { shelves } from '../../certifier/catalogue/shelves.ts';
import { catalogue } from '../lib/catalogue.ts';
import { requirementsData, requirementsJsonSchema } from './api.ts';
import { changesBetween, changesByTopic } from './changes.ts';
import { facetsOf, valuesBy } from './facets.ts';
import { neighboursOf } from './neighbours.ts';
import { upstreamPath } from './paths.ts';
import { relationsIn } from './relations.ts';
import { sectionTitle, sectionWords } from './section-words.ts';
import { coverageByRole, coverageByTopic, stateIn, stateOf, sumOf } from './state.ts';
import { answeredIn, coverageWords, upstreamOf } from './upstream.ts';

const [sample] = catalogue().requirements as readonly [Requirement];
/** A requirement of which only this is said; its topic is that of its id. */
const requirement = (id: string, changes: Partial<Requirement> = {}): Requirement => {
  const { until: _, replaces: __, reason: ___, ...rest } = sample;
  const plain = { ...rest, implies: [], related: [], role: 'server', level: 'MUST', testable: 'black-box' } as const;
  return { ...plain, id, topic: id.split('.', 1)[0] ?? '', since: '2024-11-05', ...changes };
};
const topic = (name: string) => ({ name, title: name.toUpperCase(), description: '' });
const idsOf = (all: readonly Requirement[]): readonly string[] => all.map(({ id }) => id);

describe('what changed between two revisions', () => {
  const all = [
    requirement('a.kept'),
    requirement('a.old', { until: '2025-11-25' }),
    requirement('b.successor', { since: '2026-07-28', replaces: 'a.old' }),
    requirement('a.gone', { until: '2025-11-25' }),
    requirement('b.new', { since: '2026-07-28' }),
    requirement('b.newer-beside', { since: '2026-07-28', replaces: 'a.kept' }),
    requirement('a.ancient', { until: '2024-11-05' }),
  ];

  it('is told as pairs, as what is new, as what is gone, and as how much stayed', () => {
    const { changed, added, gone, kept } = changesBetween(all, '2025-11-25', '2026-07-28');
    expect(changed.map(({ before, after }) => [before.id, after.id])).toEqual([['a.old', 'b.successor']]);
    expect(idsOf(added)).toEqual(['b.new', 'b.newer-beside']);
    expect(idsOf(gone)).toEqual(['a.gone']);
    expect(kept).toBe(1);
  });

  it('stands under the topic of the later rule', () => {
    const [a, b] = changesByTopic(all, [topic('a'), topic('b')], '2025-11-25', '2026-07-28');
    expect([a?.changed.length, a?.gone.length, a?.kept]).toEqual([0, 1, 1]);
    expect([b?.changed.length, b?.added.length, b?.kept]).toEqual([1, 2, 0]);
  });

  it('accounts for every requirement of either revision in the catalogue, once', () => {
    const own = catalogue().requirements;
    const { changed, added, gone, kept } = changesBetween(own, '2025-11-25', '2026-07-28');
    const held = own.filter((each) => holdsIn(each, '2025-11-25') || holdsIn(each, '2026-07-28'));
    // A rule may have several successors, and is then in several pairs.
    const paired = new Set(changed.flatMap(({ before, after }) => [before, after]));
    expect(paired.size + added.length + gone.length + kept).toBe(held.length);
  });
});

describe('relations', () => {
  const all = [
    requirement('a.one', { implies: ['a.two'], related: ['a.three'] }),
    requirement('a.two', { related: ['a.one', 'a.three'] }),
    requirement('a.three', { replaces: 'a.two' }),
  ] as const;
  const of = relationsIn({ requirements: all });

  it('are told from both ends', () => {
    expect(of(all[0])).toMatchObject({ implies: ['a.two'], impliedBy: [] });
    expect(of(all[1])).toMatchObject({ impliedBy: ['a.one'], replacedBy: ['a.three'] });
    expect(of(all[2])).toMatchObject({ replaces: ['a.two'], related: ['a.one'] });
  });

  it('are told once: what is implied or replaced is not called related too', () => {
    expect(of(all[1]).related).toEqual([]);
  });
});

describe('what stands before and after a requirement', () => {
  const [, second, third] = catalogue().requirements.filter(({ topic: of }) => of === sample.topic);

  it('are those of its topic, in the order of its page', () => {
    expect(neighboursOf(sample).prev).toBeUndefined();
    expect(neighboursOf(sample).next?.label).toBe(second?.id);
    expect(neighboursOf(second!)).toMatchObject({ prev: { label: sample.id }, next: { label: third?.id } });
    const last = catalogue().requirements.findLast(({ topic: of }) => of === sample.topic)!;
    expect(neighboursOf(last).next).toBeUndefined();
  });
});

describe('the state of a requirement', () => {
  it('is judged only when no part is owed', () => {
    const of = stateIn({ owed: [{ requirement: 'a.begun', parts: ['mutant'] }], uncovered: ['a.open'] });
    const states = ['a.begun', 'a.open', 'a.whole'].map((id) => of(requirement(id)));
    expect(states).toEqual(['not-yet-judged', 'not-yet-judged', 'judged']);
    expect(of(requirement('a.open', { testable: 'untestable' }))).toBe('not-testable');
  });

  it('counts alike by topic, by role and one by one', () => {
    const byTopic = sumOf(coverageByTopic().flatMap(({ coverage }) => coverage));
    expect(byTopic).toEqual(sumOf(coverageByRole()));
    expect(shelves.catalogue.requirements.filter((each) => stateOf(each) === 'judged')).toHaveLength(byTopic.finished);
  });
});

describe('the filters', () => {
  const both = requirement('a.both', { role: 'both', level: 'MUST NOT' });
  const old = requirement('a.old', { until: '2025-03-26', testable: 'untestable' });
  const facets = facetsOf([both, old], { topics: [topic('a'), topic('b')], stateOf: () => 'not-yet-judged' });
  const found = (facet: string, value: string): readonly string[] | undefined => {
    const own = facets.find(({ id }) => id === facet)?.values.find(({ id }) => id === value)?.requirements;
    return own === undefined ? undefined : idsOf(own);
  };

  it('count what binds both for each of the two', () => {
    expect(found('role', 'server')).toEqual(['a.both', 'a.old']);
    expect(found('role', 'client')).toEqual(['a.both']);
    expect(found('role', 'both')).toBeUndefined();
  });

  it('know the revisions in which a requirement holds', () => {
    expect(found('revision', '2025-03-26')).toEqual(['a.both', 'a.old']);
    expect(found('revision', '2026-07-28')).toEqual(['a.both']);
    expect(valuesBy(() => 'judged').revision(both)).toEqual(REVISIONS);
  });

  it('offer no value that nothing has', () => {
    expect(found('topic', 'b')).toBeUndefined();
    expect(found('level', 'must-not')).toEqual(['a.both']);
  });

  it('find every requirement of the catalogue by each facet that says something of all', () => {
    const { requirements, topics } = catalogue();
    for (const { id, values } of facetsOf(requirements, { topics, stateOf })) {
      expect(new Set(values.flatMap((value) => idsOf(value.requirements))).size, id).toBe(requirements.length);
    }
  });
});

describe('the lock as pages', () => {
  const sentence = { section: 'calling-tools', digest: 'd1', opens: 'It MUST …', keywords: ['MUST'] };
  const lock: Lock = {
    format: 'accord-upstream-lock/1',
    revision: '2026-07-28',
    commit: 'c',
    pages: {
      'server/tools': [
        { ...sentence, answers: ['a.one', 'a.two'] },
        { ...sentence, section: '', excluded: 'it states no rule' },
        { ...sentence, digest: 'd2', answers: ['a.one'], changed: true },
        { ...sentence, digest: 'd3', keywords: ['MUST', 'MAY'] },
      ],
      'basic/index': [],
    },
  };
  const revision = upstreamOf(lock);
  const [tools, basic] = revision.pages;

  it('gather the sentences by section, each with what became of it and an anchor of its own', () => {
    const shown = tools?.sections.map(({ section, sentences }) => [
      section,
      sentences.map(({ anchor, standing }) => `${anchor} ${standing}`),
    ]);
    expect(shown).toEqual([
      ['calling-tools', ['s-d1 answered', 's-d2 changed', 's-d3 open']],
      ['', ['s-d1-2 excluded']],
    ]);
    expect(tools?.sections[0]?.url).toBe(
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#calling-tools',
    );
  });

  it('total what the lock counts, and what is open', () => {
    expect(revision.coverage).toMatchObject({ occurrences: 5, sentences: 4, answered: 2, excluded: 1, open: 1 });
    expect(basic?.coverage).toMatchObject({ sentences: 0, open: 0 });
  });

  it('say in words what became of the sentences, and nothing of what there is none of', () => {
    const all = { ...revision.coverage, answered: 4, excluded: 0, open: 0 };
    expect(coverageWords(revision.coverage)).toMatch(/^4 sentences .*: 2 answered, 1 excluded, 1 open\.$/);
    expect(coverageWords(all)).toMatch(/^4 sentences .*: all answered\.$/);
    expect(coverageWords({ ...all, sentences: 0 })).toMatch(/^No sentence/);
  });

  it('lead back from a requirement to its sentences', () => {
    const path = '/specification/upstream/2026-07-28/server/tools/';
    const back = answeredIn([revision]);
    expect(back.get('a.one')?.map((each) => each.path)).toEqual([`${path}#s-d1`, `${path}#s-d2`]);
    expect(back.get('a.two')).toHaveLength(1);
  });

  it.each([
    ['basic/index', '/specification/upstream/2026-07-28/basic/'],
    ['index', '/specification/upstream/2026-07-28/overview/'],
    ['server/tools', '/specification/upstream/2026-07-28/server/tools/'],
  ])('give the page %s an address: %s', (page, address) => {
    expect(upstreamPath('2026-07-28', page)).toBe(address);
  });

  it.each([
    ['', 'Opening'],
    ['calling-tools', 'Calling tools'],
    ['httpsse-transport-2024-11-05', 'HTTP+SSE transport 2024-11-05'],
    ['safe-url-handling', 'Safe URL handling'],
    ['step-up-authorization-flow', 'Step-up authorization flow'],
    [
      'backward-compatibility-with-initialization-based-versions',
      'Backward compatibility with initialization-based versions',
    ],
    ['inputrequiredresult', 'InputRequiredResult'],
    ['x-mcp-header', 'x-mcp-header'],
    ['ref-resolution', '$ref resolution'],
    ['https', 'https://'],
  ])('say the anchor "%s" as a heading: %s', (section, heading) => {
    expect(sectionTitle(section)).toBe(heading);
  });

  it('say an anchor in a sentence without a capital that only begins a heading', () => {
    expect(['calling-tools', 'url-mode-elicitation-requests'].map(sectionWords)).toEqual([
      'calling tools',
      'URL mode elicitation requests',
    ]);
  });
});

describe('/api/requirements.json', () => {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(requirementsJsonSchema());

  it('is what its schema says, for the catalogue as it is', () => {
    const data = requirementsData(catalogue(), stateOf);
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    expect(data.requirements).toHaveLength(catalogue().requirements.length);
  });

  it('tells a successor from both ends, and what is retired', () => {
    const old = requirement('a.old', { until: '2025-11-25' });
    const own: Catalogue = {
      ...catalogue(),
      requirements: [old, requirement('a.new', { since: '2026-07-28', replaces: 'a.old' })],
      retired: [{ id: 'a.mistake', topic: 'a', reason: 'It said nothing.' }],
    };
    const data = requirementsData(own, () => 'judged');
    expect(data.requirements[0]).toMatchObject({
      until: '2025-11-25',
      replacedBy: ['a.new'],
      profiled: ['2025-11-25'],
    });
    expect(data.requirements[1]).toMatchObject({ until: null, replaces: 'a.old' });
    expect(data.retired).toEqual([{ id: 'a.mistake', topic: 'a', reason: 'It said nothing.', replacedBy: null }]);
  });

  it('has a schema that refuses a level which does not exist', () => {
    const data = requirementsData({ ...catalogue(), requirements: [sample] }, stateOf);
    expect(validate({ ...data, requirements: [{ ...data.requirements[0], level: 'SHALL' }] })).toBe(false);
  });
});
