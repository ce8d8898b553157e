/** The pages of the process follow rfcs/process.yaml: a status that is renamed in a copy is renamed everywhere. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rfcSummary } from '../../governance/feeds/testing.ts';
import { parseProcess } from '../../governance/process.ts';
import { chosenIn, isShown, queryOf, toggled } from '../lib/chosen.ts';
import { heldRules } from './rules.ts';
import { momentsOf, standingOf, statusHtml, waysOn } from './standing.ts';
import { stateDiagram } from './state-diagram.ts';
import { whenWords } from './when.ts';

const text = readFileSync(`${import.meta.dirname}/../../rfcs/process.yaml`, 'utf8');
const processOf = (yaml: string) => {
  const { process, problems } = parseProcess(yaml);
  if (process === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return process;
};
const process = processOf(text);

describe('the state diagram', () => {
  const { svg } = stateDiagram(process);

  it('has a box for each status and a line for each way', () => {
    expect(svg.match(/<rect/g)).toHaveLength(process.statuses.length);
    const ways = new Set(process.transitions.map(({ from, to }) => `${from} ${to}`));
    expect(svg.match(/class="way/g)).toHaveLength(ways.size);
    for (const { title } of process.statuses) expect(svg).toContain(`>${title}</text>`);
  });

  it('says of each line who may take it, and after how long', () => {
    expect(svg).toContain('<title>In review to Last call: working group, after 14 days</title>');
  });

  it('follows a status that is renamed, and a way that is added', () => {
    const renamed = processOf(
      text.replaceAll(/\brejected\b/g, 'declined').replace('title: Rejected', 'title: Declined'),
    );
    expect(stateDiagram(renamed).svg).toContain('>Declined</text>');
    const added = processOf(
      text.replace(
        'transitions:\n',
        'transitions:\n  - { from: draft, to: superseded, by: [editor], evidence: [reason], after: 0 }\n',
      ),
    );
    expect(stateDiagram(added).svg).toContain('<title>Draft to Superseded: editor</title>');
  });

  it('leaves no two boxes on one place', () => {
    const places = [...svg.matchAll(/<rect[^>]* x="([^"]+)" y="([^"]+)"/g)].map(([, x, y]) => `${x} ${y}`);
    expect(new Set(places).size).toBe(process.statuses.length);
  });
});

describe('standing', () => {
  it('is one of three for a reader, whatever the process calls its statuses', () => {
    const of = (status: string) => standingOf(process, status);
    expect(['draft', 'accepted', 'living', 'superseded', 'rejected', 'dormant'].map(of)).toEqual([
      'open',
      'in-force',
      'in-force',
      'ended',
      'ended',
      'open',
    ]);
  });

  it('is told by a mark and a word', () => {
    expect(statusHtml(process, 'last-call')).toMatch(/<svg.*<span>Last call<\/span>/);
  });

  it('names the ways on, the earliest first', () => {
    const rfc = rfcSummary({ history: [{ status: 'draft', date: '2026-11-01' }] });
    expect(waysOn(process, rfc).map(({ to, from }) => `${to} ${from}`)).toEqual([
      'In review 2026-11-01',
      'Withdrawn 2026-11-01',
      'Dormant 2027-04-30',
    ]);
  });

  it('tells each step with who may take it and the record that decided it', () => {
    const file = 'rfcs/decisions/0000-founding.yaml';
    const rfc = rfcSummary({
      number: 1,
      history: [
        { status: 'draft', date: '2026-11-22' },
        { status: 'accepted', date: '2026-11-22', evidence: { decision: 'decisions/0000-founding.yaml' } },
      ],
    });
    const record = {
      format: 'accord-rfc-decision/1' as const,
      rfcs: [1],
      question: 'Shall it be?',
      to: 'accepted',
      opened: '2026-11-22',
      closes: '2026-11-22',
      objections: [],
      file,
    };
    expect(momentsOf(process, rfc, [record]).map(({ by, decision }) => [by, decision?.file])).toEqual([
      [undefined, undefined],
      ['maintainer', file],
    ]);
  });
});

describe('when something is needed', () => {
  it('is said in the words of the process', () => {
    expect(whenWords(process, { 'required-when': {} })).toBe('always');
    expect(whenWords(process, {})).toBe('where it applies');
    expect(whenWords(process, { 'required-when': { types: ['standards'], statuses: ['last-call', 'final'] } })).toBe(
      'standards; at last call, final',
    );
    expect(whenWords(process, { 'forbidden-when': ['draft'] })).toBe('where it applies; gone at draft');
  });
});

describe('rules', () => {
  it('are shown once each, with a reason and with examples of both kinds', () => {
    const all = heldRules.flatMap(({ rules }) => rules);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { reason } of all) expect(reason).not.toBe('');
    const onlyGood = all.filter(({ examples }) => !examples.some(({ problems }) => problems.length > 0));
    expect(onlyGood.map(({ id }) => id)).toEqual([]);
  });
});

describe('the filters of the list', () => {
  it('combine, and are taken back by choosing again', () => {
    const one = toggled({}, 'status', 'draft');
    const two = toggled(one, 'type', 'process');
    expect(two).toEqual({ status: 'draft', type: 'process' });
    expect(toggled(two, 'status', 'draft')).toEqual({ type: 'process' });
    expect(toggled(two, 'status', 'final')).toEqual({ status: 'final', type: 'process' });
  });

  it('leave the rows that have all of it', () => {
    const row = { status: 'draft', type: 'process', topic: 'tools http' };
    expect(isShown(row, {})).toBe(true);
    expect(isShown(row, { status: 'draft', topic: 'http' })).toBe(true);
    expect(isShown(row, { status: 'final' })).toBe(false);
    expect(isShown(row, { group: 'security' })).toBe(false);
  });

  it('stand in the address, and nothing else of it is taken for one', () => {
    expect(queryOf({ status: 'draft', type: 'process' })).toBe('?status=draft&type=process');
    expect(queryOf({})).toBe('');
    expect(chosenIn('?status=draft&utm=x', ['status', 'type'])).toEqual({ status: 'draft' });
  });
});
