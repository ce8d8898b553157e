/** The process is stated once: change it in a copy, and everything that is made from it follows. */
import { describe, expect, it } from 'vitest';
import { diskFiles, memoryFiles, textOf } from '../files.ts';
import { GROUND, rfc } from '../lint/example.ts';
import { PROCESS_FILE, type Process, parseProcess } from '../process.ts';
import { transitionsAsMermaid } from './diagram.ts';
import { rfcFrontMatter } from './frontmatter.ts';
import { checkRfcFiles } from './lint.ts';
import { renderTemplate } from './template.ts';

const statement = textOf(diskFiles(`${import.meta.dirname}/../..`), PROCESS_FILE) ?? '';

const processOf = (text: string): Process => {
  const { process, problems } = parseProcess(text);
  if (process === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return process;
};

/** The same process, in which the first status is called `sketch`, wherever it is named. */
const renamed = statement.replaceAll(/\bdraft\b(?=[,\]} ]|\n)/g, 'sketch').replace('title: Draft', 'title: Sketch');
const front = (status: string) => ({
  number: 1,
  title: 'An example',
  type: 'informational',
  status,
  authors: ['The editors (open seats)'],
  group: 'example',
  created: '2026-11-01',
  history: [{ status, date: '2026-11-01' }],
});
const path = 'rfcs/0001-an-example.md';

const lint = async (process: string, status: string): Promise<readonly string[]> => {
  const files = memoryFiles({
    ...GROUND,
    [PROCESS_FILE]: process,
    'rfcs/0000-template.md': renderTemplate(processOf(process)),
    [path]: rfc(front(status)),
  });
  return (await checkRfcFiles(files)).map(({ file, rule }) => `${file} ${rule}`);
};

describe('a status renamed in a copy of the process', () => {
  it('is what the schema of the front matter accepts', () => {
    expect(rfcFrontMatter(processOf(renamed)).safeParse(front('sketch')).success).toBe(true);
    expect(rfcFrontMatter(processOf(renamed)).safeParse(front('draft')).success).toBe(false);
    expect(rfcFrontMatter(processOf(statement)).safeParse(front('sketch')).success).toBe(false);
  });

  it('is what the linter accepts', async () => {
    expect(await lint(renamed, 'sketch')).toEqual([]);
    expect(await lint(renamed, 'draft')).toEqual([`${path} front-matter`, `${path} front-matter`]);
    expect(await lint(statement, 'draft')).toEqual([]);
  });

  it('is what the template starts with', () => {
    expect(renderTemplate(processOf(renamed))).toContain('\nstatus: sketch\n');
    expect(renderTemplate(processOf(renamed))).not.toContain('draft');
  });

  it('is what the diagram draws', () => {
    expect(transitionsAsMermaid(processOf(renamed))).toContain('  [*] --> sketch\n');
    expect(transitionsAsMermaid(processOf(renamed))).toContain('  sketch --> review: author\n');
    expect(transitionsAsMermaid(processOf(renamed))).not.toContain('draft');
  });
});

describe('a section asked for in a copy of the process', () => {
  const asking = statement.replace(
    '  - heading: Specification\n',
    '  - heading: Costs\n    required-when: { types: [informational] }\n    prompt: What it costs.\n  - heading: Specification\n',
  );

  it('is missed by the linter and asked for by the template', async () => {
    expect(await lint(asking, 'draft')).toEqual([`${path} required-sections`]);
    expect(renderTemplate(processOf(asking))).toContain('## Costs\n\n<!-- What it costs. (informational) -->\n');
  });
});

describe('the template in the repository', () => {
  it('is refused when somebody edits it instead of the process', async () => {
    const files = memoryFiles({
      ...GROUND,
      [PROCESS_FILE]: statement,
      'rfcs/0000-template.md': renderTemplate(processOf(statement)).replace('## Summary', '## Abstract'),
    });
    const [problem] = await checkRfcFiles(files);
    expect(problem?.message).toBe('Unexpected "## Abstract", expected "## Summary"');
    expect(problem?.rule).toBe('template-current');
  });
});
