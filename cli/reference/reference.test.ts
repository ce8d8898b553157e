import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { wholeProgram } from '../main.ts';
import { ROOT } from '../root.ts';
import { commandLinePage } from './command-line.ts';
import { FOLDER, referencePages } from './pages.ts';
import { schemaPage } from './schema-page.ts';

const pages = await referencePages();

describe('the pages of the reference', () => {
  it.each(pages.map((page) => [page.file, page.text] as const))(
    '%s is what its source says; npm run reference writes it again',
    (file, text) => {
      expect(readFileSync(join(ROOT, file), 'utf8')).toBe(text);
    },
  );

  it('are all there is in their folder that says it was made', () => {
    const made = readdirSync(join(ROOT, FOLDER)).filter((name) =>
      readFileSync(join(ROOT, FOLDER, name), 'utf8').includes('Made by `npm run reference`'),
    );
    expect(made.map((name) => `${FOLDER}/${name}`).sort()).toEqual(pages.map(({ file }) => file).sort());
  });

  it('name every command and every option', async () => {
    const text = pages.find(({ file }) => file.endsWith('/command-line.md'))!.text;
    const every = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(every)];
    for (const command of every(await wholeProgram()).slice(1)) {
      if (command.name() === 'help') continue;
      expect(text).toMatch(new RegExp(`^#+ accord.* ${command.name()}$`, 'm'));
      for (const { flags } of command.options) expect(text).toContain(flags);
    }
  });
});

describe('a command as a section', () => {
  it('holds usage, arguments, options with defaults, and the examples of its help', () => {
    const program = new Command('accord');
    program
      .command('bake')
      .description('bake a cake')
      .usage('[options] <cake>')
      .argument('<cake>', 'which one')
      .option('--hot <n>', 'how hot | warm', '200')
      .addHelpText('after', '\nMind the oven.\n\n  accord bake brown');
    const text = commandLinePage(program);
    expect(text).toContain('## accord bake\n\nBake a cake.\n\n```sh\naccord bake [options] <cake>\n```');
    expect(text).toContain('| `cake` | which one |');
    expect(text).toContain('| `--hot <n>` | how hot \\| warm (default: `200`) |');
    expect(text).toContain('Mind the oven.\n\n```sh\naccord bake brown\n```');
  });
});

describe('a schema as a page', () => {
  const how = { head: { title: 'T', description: 'D', order: 1 }, from: 'x', intro: '', published: '/api/x.json' };

  it('lists members of members by their path, and what each may be', () => {
    const text = schemaPage(
      {
        required: ['a'],
        properties: {
          a: { type: 'object', properties: { b: { enum: ['x', 'y'], description: 'B.' } } },
          list: { type: 'array', items: { $ref: '#/$defs/thing' } },
        },
        $defs: { thing: { description: 'A thing.', properties: { c: { type: 'integer', minimum: 1 } } } },
      },
      how,
    );
    expect(text).toContain('| `a` | object | yes |  |');
    expect(text).toContain('| `a.b` | `"x"`, `"y"` |  | B. |');
    expect(text).toContain('| `list` | list of [thing](#thing) |  |  |');
    expect(text).toContain('## thing\n\nA thing.');
    expect(text).toContain('| `c` | integer, at least 1 |');
  });

  it('refuses a reference that leads nowhere', () => {
    expect(() => schemaPage({ properties: { a: { $ref: '#/$defs/none' } } }, how)).toThrow(/#\/\$defs\/none/);
  });
});
