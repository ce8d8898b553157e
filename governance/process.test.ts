import { describe, expect, it } from 'vitest';
import { diskFiles, memoryFiles, textOf } from './files.ts';
import { problemLine } from './problem.ts';
import { PROCESS_FILE, parseProcess, readProcess, requireProcess } from './process.ts';

const text = textOf(diskFiles(`${import.meta.dirname}/..`), PROCESS_FILE) ?? '';
const lineOf = (fragment: string): number => text.slice(0, text.indexOf(fragment)).split('\n').length;
const refused = (changed: string): readonly string[] => parseProcess(changed).problems.map(problemLine);

describe('the process file', () => {
  it('is valid as it stands', () => {
    expect(parseProcess(text).problems).toEqual([]);
  });

  it('is refused in one line when it is not there', () => {
    expect(readProcess(memoryFiles({})).problems.map(problemLine)).toEqual([
      'rfcs/process.yaml:1:1  error  Unexpected absence of this file, expected the statement of the RFC process  (process)',
    ]);
  });

  it('is refused at the line of a transition to a status that does not exist', () => {
    const line = lineOf('{ from: draft, to: review');
    const [first] = refused(text.replace('{ from: draft, to: review', '{ from: draft, to: reviewed'));
    expect(first).toMatch(
      new RegExp(`^rfcs/process.yaml:${line}:\\d+ .*"reviewed" in transitions\\[0\\]\\.to, expected a status: draft,`),
    );
  });

  it('is told in one line to whoever cannot go on without it', () => {
    const broken = memoryFiles({ [PROCESS_FILE]: `types: []\n` });
    expect(() => requireProcess(broken)).toThrow(
      expect.objectContaining({
        name: 'Refused',
        message: expect.stringMatching(/^rfcs\/process\.yaml:1:1: .+, and \d+ more; accord rfc check says all[^\n]*$/),
      }),
    );
  });

  it('is refused at a field that nobody defined', () => {
    expect(refused(`${text}\nquorum: 3\n`)).toEqual([
      `rfcs/process.yaml:${text.split('\n').length + 1}:1  error  Unexpected field quorum, expected only the fields that are defined  (process)`,
    ]);
  });

  it('is refused where a status leads nowhere without being an end', () => {
    const changed = text.replace(
      '    meaning: Taken back by its authors.\n    end: true\n',
      '    meaning: Taken back by its authors.\n',
    );
    expect(refused(changed)).toEqual([
      expect.stringContaining('expected a status that a transition leaves, or `end: true`'),
    ]);
  });

  it('is refused where the same step is stated twice', () => {
    const step = '  - { from: draft, to: review, by: [author], evidence: [discussion], after: 0 }\n';
    expect(refused(text.replace(step, step + step))).toEqual([
      expect.stringContaining('expected each way from one status to another once for each type'),
    ]);
  });

  it('is refused when a field that the engine reads is missing', () => {
    expect(refused(text.replace('- name: created\n    kind: date', '- name: begun\n    kind: date'))).toEqual([
      expect.stringContaining('expected a required field created of kind date'),
    ]);
  });

  it.each([
    ['held-by: { field: authors }', 'held-by: { field: writers }', 'expected a field: number, '],
    ['anchors-kept: [review, ', 'anchors-kept: [reviewed, ', 'expected a status: draft, '],
    ['errata: Errata', 'errata: Corrections', 'expected a section: Summary, '],
    ['  dormant: dormant', '  dormant: asleep', 'expected a status: draft, '],
    ['decisions-opened-by: [last-call]', 'decisions-opened-by: [call]', 'expected a status: draft, '],
  ])('is refused where %s becomes %s', (right, wrong, expected) => {
    expect(text).toContain(right);
    expect(refused(text.replace(right, wrong))).toEqual([expect.stringContaining(expected)]);
  });

  it('is refused with the place of the syntax error when it is not YAML', () => {
    expect(refused('format: [\n')).toEqual([
      expect.stringMatching(/^rfcs\/process\.yaml:2:1 {2}error {2}Unexpected text /),
    ]);
  });

  it('is refused when a key is given twice', () => {
    expect(refused(`${text}\nformat: accord-rfc-process/1\n`)).toEqual([
      expect.stringContaining('Unexpected second value for the same field, expected each field once'),
    ]);
  });
});
