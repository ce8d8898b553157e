import { describe, expect, it } from 'vitest';
import { WAYS } from './lib/ways.ts';
import { sidebar } from './sidebar.ts';
import { sidebarFor } from './sidebar-order.ts';

type Shown = Parameters<typeof sidebarFor>[1][number];

const link = (label: string): Shown => ({
  type: 'link',
  label,
  href: `/${label}/`,
  isCurrent: false,
  badge: undefined,
  attrs: {},
});
const group = (label: string, entries: number): Shown => ({
  type: 'group',
  label,
  entries: Array.from({ length: entries }, (_, index) => link(`${label}-${index}`)),
  collapsed: false,
  badge: undefined,
});
const whole = [
  group('Learn', 7),
  group('Do', 5),
  group('Look up', 9),
  group('Understand', 6),
  group('Specification', 31),
  group('Proof', 4),
  group('Results', 3),
  group('Process', 5),
];
const told = (path: string): readonly string[] =>
  sidebarFor(path, whole).map(
    (entry) => `${entry.label}${entry.type === 'group' && entry.collapsed ? ', closed' : ''}`,
  );

describe('the sidebar of a page', () => {
  it('begins with what is its own, and closes what is long and is not', () => {
    expect(told('/specification/tools/')).toEqual([
      'Specification',
      'Proof',
      'Learn, closed',
      'Do, closed',
      'Look up, closed',
      'Understand, closed',
      'Results',
      'Process',
    ]);
    expect(told('/how-to/waive-a-requirement/').slice(0, 5)).toEqual([
      'Learn',
      'Do',
      'Look up',
      'Understand',
      'Specification, closed',
    ]);
    expect(told('/rfcs/0001/')[0]).toBe('Process');
  });

  it('loses nothing, and changes nothing of another page', () => {
    for (const { path } of WAYS) {
      const shown = sidebarFor(path, whole);
      expect(shown.map(({ label }) => label).sort()).toEqual(whole.map(({ label }) => label).sort());
    }
    expect(whole.every((entry) => entry.type === 'group' && !entry.collapsed)).toBe(true);
    expect(sidebarFor('/', whole)).toEqual(whole);
  });

  const marked = (entries: readonly Shown[]): readonly string[] =>
    entries.flatMap((entry) =>
      entry.type === 'group' ? marked(entry.entries) : entry.attrs['aria-current'] === undefined ? [] : [entry.label],
    );

  it('marks the entry below which a page stands that has none of its own', () => {
    const own = { ...link('own'), href: '/rfcs/' };
    const nearer = { ...link('nearer'), href: '/rfcs/rules/' };
    const process = { ...group('Process', 0), entries: [own, nearer, link('elsewhere')] } as Shown;
    expect(marked(sidebarFor('/rfcs/0001/', [process]))).toEqual(['own']);
    expect(marked(sidebarFor('/rfcs/rules/a/', [process]))).toEqual(['nearer']);
    expect(marked(sidebarFor('/rfcs/0001/', [process], '/elsewhere/'))).toEqual(['elsewhere']);
    expect(marked(sidebarFor('/results/a/', [process]))).toEqual([]);
    const here = { ...process, entries: [own, { ...nearer, isCurrent: true }] } as Shown;
    expect(marked(sidebarFor('/rfcs/rules/', [here]))).toEqual([]);
  });

  it.each(WAYS)('has groups of its own for each way: $label', ({ path }) => {
    const labels = sidebar.map((each) => (typeof each === 'object' && 'label' in each ? each.label : ''));
    const first = sidebarFor(path, whole)[0]?.label ?? '';
    expect(labels).toContain(first);
    expect(told(path)[0]).not.toMatch(/closed/);
    expect(path === '/documentation/' || first !== 'Learn').toBe(true);
  });
});
