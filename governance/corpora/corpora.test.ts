/** The defects that were counted in other people's corpora are found in documents of their form. */
import { describe, expect, it } from 'vitest';
import { diskFiles, memoryFiles } from '../files.ts';
import { ALL_RULES } from '../lint/all-rules.ts';
import { requireProcess } from '../process.ts';
import { adapterNames, parseAdapter, readAdapter } from './adapter.ts';
import { checkCorpus } from './check.ts';
import { type Written, written } from './fixtures.ts';

const ours = requireProcess(diskFiles(`${import.meta.dirname}/../..`));
const adapters = diskFiles(import.meta.dirname);

const found = (name: string, documents: readonly Written[], date = '2026-08-22') => {
  const adapter = readAdapter(adapters, name);
  if (adapter === null) throw new Error(`no adapter ${name}`);
  const files = memoryFiles(written(adapter['front-matter'], documents));
  const { documents: count, problems } = checkCorpus(files, adapter, ours, date);
  expect(count).toBe(documents.length);
  return problems.map(({ file, rule, message }) => `${file} ${rule}: ${message}`);
};

const pep = (number: number, fields: Written['fields'] = {}): Written => ({
  path: `peps/pep-${String(number).padStart(4, '0')}.rst`,
  fields: { PEP: String(number), Title: `Number ${number}`, Status: 'Draft', Created: '29-Sep-2014', ...fields },
});

describe('documents with headers', () => {
  it('whose supersession is known to one side alone', () => {
    const first = { Status: 'Superseded', 'Superseded-By': '2' };
    expect(found('peps', [pep(1, first), pep(2, { Replaces: '1' })])).toEqual([]);
    expect(found('peps', [pep(1, first), pep(2)])).toEqual([
      'peps/pep-0001.rst supersession-mutual: Unexpected RFC 2 in superseded-by, expected an RFC that names 1 in supersedes',
    ]);
    expect(found('peps', [pep(1), pep(2, { Status: 'Final', Replaces: '1' })])).toEqual([
      'peps/pep-0002.rst supersession-mutual: Unexpected RFC 1 in supersedes, expected an RFC that names 2 in superseded-by',
    ]);
  });

  it('that were replaced by nothing, or by what nobody wrote', () => {
    expect(found('peps', [pep(1, { Status: 'Superseded' })])).toEqual([
      'peps/pep-0001.rst front-matter: Unexpected absence of superseded-by, expected this field at status superseded',
    ]);
    expect(found('peps', [pep(1, { Requires: '9' })])).toEqual([
      'peps/pep-0001.rst references-exist: Unexpected RFC 9 in requires, expected an RFC that exists',
    ]);
  });
});

const eip = (number: number, fields: Written['fields'] = {}, body = ''): Written => ({
  path: `EIPS/eip-${number}.md`,
  fields: { eip: String(number), title: `Number ${number}`, status: 'Draft', created: '2025-01-01', ...fields },
  body,
});

describe('documents with YAML', () => {
  it('whose last call has passed', () => {
    const called = [eip(1, { status: 'Last Call', 'last-call-deadline': '2025-06-01' })];
    expect(found('eips', called, '2025-06-01')).toEqual([]);
    expect(found('eips', called)).toEqual([
      'EIPS/eip-1.md last-call-decided: Unexpected last call that closed on 2025-06-01, expected its outcome by 2025-06-01, and the step that follows',
    ]);
  });

  it('that wait for each other, or rest on what was given up', () => {
    expect(
      found('eips', [eip(1, { requires: ['2', '3'] }), eip(2, { requires: '1' }), eip(3, { status: 'Withdrawn' })]),
    ).toEqual([
      'EIPS/eip-1.md requires-acyclic: Unexpected circle 1 → 2 → 1 in requires, expected a chain that ends',
      'EIPS/eip-1.md requires-in-force: Unexpected RFC 3 in requires, which is withdrawn, expected an RFC that is not',
      'EIPS/eip-2.md requires-acyclic: Unexpected circle 2 → 1 → 2 in requires, expected a chain that ends',
    ]);
  });

  it('that are done, and rest on what is not', () => {
    expect(found('eips', [eip(1, { status: 'Final', requires: '2' }), eip(2)])).toEqual([
      expect.stringContaining('EIPS/eip-1.md requires-decided: Unexpected RFC 2 in requires, which is draft'),
    ]);
  });

  it('that use words in capitals and do not say what they mean', () => {
    const rule = '## Specification\n\nIt MUST end.\n';
    expect(found('eips', [eip(1, {}, rule), eip(2, { status: 'Stagnant' }, rule)])).toEqual([
      expect.stringContaining('EIPS/eip-1.md bcp14-boilerplate: Unexpected MUST'),
    ]);
    expect(found('eips', [eip(1, {}, `${rule}\nAs described in RFC 2119.\n`)])).toEqual([]);
  });
});

const kep = (folder: string, fields: Written['fields'] = {}): Written => ({
  path: `keps/sig-node/${folder}/kep.yaml`,
  fields: {
    title: `About ${folder}`,
    'kep-number': /^\d+/.exec(folder)?.[0] ?? '',
    status: 'provisional',
    'creation-date': '2025-01-01',
    'owning-sig': 'sig-node',
    ...fields,
  },
});

describe('documents that are YAML files', () => {
  it('in order', () => {
    expect(
      found('keps', [kep('1-one', { 'see-also': ['/keps/sig-node/2-two'] }), kep('2-two', { status: 'implemented' })]),
    ).toEqual([]);
  });

  it('with a status that none is, a number that two have, a path that leads nowhere, a group that is none', () => {
    expect(
      found('keps', [
        kep('1-one', { status: 'imlpemented' }),
        kep('1-two'),
        kep('3-three', { replaces: ['/keps/sig-node/gone'] }),
        kep('4-four', { 'owning-sig': 'sig-xyz' }),
        kep('5-five', { status: 'replaced' }),
      ]),
    ).toEqual([
      expect.stringContaining(
        '1-one/kep.yaml unique-number: Unexpected number 1, which keps/sig-node/1-two/kep.yaml has too',
      ),
      expect.stringContaining('1-one/kep.yaml front-matter: Unexpected "imlpemented" in status'),
      expect.stringContaining(
        '1-two/kep.yaml unique-number: Unexpected number 1, which keps/sig-node/1-one/kep.yaml has too',
      ),
      expect.stringContaining('3-three/kep.yaml field-links-resolve: Unexpected path keps/sig-node/gone'),
      expect.stringContaining('4-four/kep.yaml group-exists: Unexpected group sig-xyz'),
      expect.stringContaining('5-five/kep.yaml front-matter: Unexpected absence of superseded-by'),
    ]);
  });
});

describe('documents with bullets', () => {
  const sep = (fields: Written['fields'], body: string): Written => ({
    path: 'seps/1024-an-example.md',
    fields: {
      title: 'SEP-1024: An example',
      Status: 'Final',
      Type: 'Standards Track',
      Created: '2025-07-22',
      ...fields,
    },
    body,
  });
  const whole = '## Security Implications\n\nNone.\n\n## Reference Implementation\n\nThere.\n';

  it('in order', () => {
    expect(found('seps', [sep({}, whole)])).toEqual([]);
  });

  it('that are final without the sections that their type needs', () => {
    expect(found('seps', [sep({}, '## Security Implications\n\nNone.\n')])).toEqual([
      expect.stringContaining('required-sections: Unexpected absence of "## Reference Implementation"'),
    ]);
    expect(found('seps', [sep({ Type: 'Informational' }, '## Abstract\n\nIt.\n')])).toEqual([]);
  });

  it('that rule without saying what ruling means', () => {
    expect(found('seps', [sep({}, `${whole}\n## Specification\n\nIt MUST end.\n`)])).toEqual([
      expect.stringContaining('bcp14-boilerplate: Unexpected MUST'),
    ]);
  });
});

describe('the adapters', () => {
  it.each(adapterNames(adapters))('%s name rules that exist', (name) => {
    const known = ALL_RULES.map(({ id }) => id);
    for (const rule of readAdapter(adapters, name)?.rules ?? []) expect(known).toContain(rule);
  });

  it('are refused where they are wrong', () => {
    expect(() => parseAdapter('name: x\n')).toThrow('Unexpected absence of path');
    expect(readAdapter(adapters, 'nothing')).toBeNull();
  });
});
