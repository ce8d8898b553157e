import { pathToFileURL } from 'node:url';
import { markdownToHtml } from 'satteri';
import { describe, expect, it } from 'vitest';
import { requirementOf } from '../lib/catalogue.ts';
import { withCode } from '../lib/html.ts';
import { root } from '../lib/root.ts';
import { relationsOf } from '../specification/relations.ts';
import { stateOf } from '../specification/state.ts';
import { copied } from './console-blocks.ts';
import { leadingTitle } from './leading-title.ts';
import { markupAsText } from './markup-as-text.ts';
import { repositoryLinks, targetOf } from './repository-links.ts';
import { type RequirementFacts, requirementBlocks } from './requirement-blocks.ts';
import { shortCode } from './short-code.ts';
import { stackingTables } from './stacking-tables.ts';
import { wholeOptions } from './whole-options.ts';

const FILE = 'specification/tools.md';
const fileURL = pathToFileURL(`${root}/${FILE}`);
const render = (markdown: string, base = '/'): string => {
  const mdastPlugins = [
    markupAsText(),
    leadingTitle(),
    requirementBlocks({ base }),
    repositoryLinks({ base, repository: undefined }),
  ];
  const rendered = markdownToHtml(markdown, { features: { directive: true }, mdastPlugins, fileURL });
  if (rendered instanceof Promise) throw new Error('a plugin became asynchronous');
  return rendered.html;
};

describe('a requirement block', () => {
  const id = 'tools.name.unique';

  it('takes its facts from the catalogue and its prose from the page', () => {
    const html = render(`:::requirement{id="${id}" level="MAY"}\nThe statement.\n\n**Why.** Because.\n:::`, '/accord');
    const { level } = requirementOf(id)!;
    expect(html).toContain(`<section class="requirement" id="${id}"`);
    expect(html).toContain(`>${level}</span>`);
    expect(html).not.toContain('>MAY</span>');
    expect(html).toContain(`href="/accord/specification/requirements/${id}/"`);
    expect(html).toContain('https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names');
    expect(html).toContain('<strong>Why.</strong> Because.');
  });

  it('shows the statement, and folds why, how to mend it and the sources', () => {
    const [shown, folded] = render(`:::requirement{id="${id}"}\nThe statement.\n\n**Why.** Because.\n:::`).split(
      '<details>',
    );
    expect(shown).toContain('The statement.');
    expect(shown).not.toContain('Because.');
    expect(folded).toMatch(/<summary>.*Because\..*modelcontextprotocol\.io.*<\/details>/s);
  });

  it('says in which revisions it holds, for the switch, and what it replaced or was replaced by', () => {
    const block = (own: string): string => render(`:::requirement{id="${own}"}\nx\n:::`);
    expect(block('tools.result.structured-object')).toContain('data-holds="2025-11-25"');
    expect(block('tools.result.structured-object')).toMatch(/then <a[^>]*>tools\.result\.structured-any-json</);
    expect(block('tools.result.structured-any-json')).toContain('data-holds="2026-07-28"');
    expect(block('tools.result.structured-any-json')).toMatch(/instead of <a[^>]*>tools\.result\.structured-object</);
  });

  it('links the RFCs that added or changed it', () => {
    const facts: RequirementFacts = {
      find: (own) => ({ ...requirementOf(own)!, rfcs: [2, 15] }),
      relationsOf,
      stateOf,
      rfcPath: (number) => `/rfcs/${number}/`,
    };
    const mdastPlugins = [requirementBlocks({ base: '/accord', facts })];
    const rendered = markdownToHtml(`:::requirement{id="${id}"}\nx\n:::`, {
      features: { directive: true },
      mdastPlugins,
      fileURL,
    });
    expect((rendered as { html: string }).html).toContain(
      '<li>by <a href="/accord/rfcs/2/">RFC 2</a>, <a href="/accord/rfcs/15/">RFC 15</a></li>',
    );
  });

  it.each([
    [':::requirement{id="tools.no-such-rule"}\nx\n:::', /tools\.no-such-rule.*not in the catalogue/],
    [':::requirement\nx\n:::', /without an id/],
    [':::requirment{id="tools.name.unique"}\nx\n:::', /":::requirment" is not a directive/],
  ])('fails the build on %j, with the file', (markdown, message) => {
    expect(() => render(markdown)).toThrow(message);
    expect(() => render(markdown)).toThrow(FILE);
  });

  it('leaves the asides to Starlight', () => {
    expect(() => render(':::note\nx\n:::')).not.toThrow();
  });
});

describe('a link to a file of the repository', () => {
  const target = (url: string, repository?: string, file = 'rfcs/0001-the-rfc-process.md') =>
    targetOf(url, file, { base: '/accord', repository, exists: (path) => !path.includes('gone') });

  it.each([
    ['../specification/tools.md#names', { url: '/accord/specification/tools/#names' }],
    ['0002-next.md', { url: '/accord/rfcs/0002/' }],
    ['process.yaml', { url: '/accord/rfcs/process.yaml' }],
    ['../working-groups/certification/charter.md', { url: '/accord/working-groups/certification/' }],
    ['../implementations/', { url: '/accord/results/' }],
    ['/results/', { url: '/accord/results/' }],
    ['#why', undefined],
    ['https://example.org/', undefined],
    ['mailto:a@example.org', undefined],
    ['javascript:alert(1)', { text: true }],
    ['data:text/html,x', { text: true }],
    ['gone.md', { missing: 'rfcs/gone.md' }],
    ['../../outside.md', { missing: '../outside.md' }],
  ])('%s becomes %j', (url, expected) => {
    expect(target(url)).toEqual(expected);
  });

  it('leads to the repository where the file has no page, and is plain text while there is none', () => {
    expect(target('../cli/accord.mjs', 'https://example.org/a/b')).toEqual({
      url: 'https://example.org/a/b/blob/main/cli/accord.mjs',
    });
    expect(target('../cli/accord.mjs')).toEqual({ text: true });
  });

  it('fails the build where it leads nowhere', () => {
    expect(() => render('[x](no-such-file.md)')).toThrow(
      /specification\/tools\.md: the link "no-such-file\.md" leads to/,
    );
  });

  it('works as a reference, and stays text where there is no page', () => {
    expect(render('[rules][r]\n\n[r]: ../rfcs/process.yaml')).toContain('href="/rfcs/process.yaml"');
    expect(render('see [the command](../cli/accord.mjs)')).toContain('see the command');
  });
});

describe('HTML in a document', () => {
  it.each([
    ['<script>go()</script>', '&lt;script&gt;go()&lt;/script&gt;'],
    ['A <b onclick="go()">word</b>.', '&lt;b onclick="go()"&gt;word&lt;/b&gt;'],
    ['> <div>quoted</div>', '&lt;div&gt;'],
    ['- <svg onload=go()>', '&lt;svg onload=go()&gt;'],
    ['## A <u>part</u>', '&lt;u&gt;part'],
    ['| a |\n| - |\n| <i>x</i> |', '<td>&lt;i&gt;x'],
    [':::requirement{id="tools.name.unique"}\nIt.\n\n<script>go()</script>\n:::', '&lt;script&gt;go()'],
    ['<!-- a note --> <script>go()</script>', '&lt;script&gt;go()'],
  ])('is shown and never becomes an element: %s', (markdown, shown) => {
    const html = render(markdown);
    expect(html).toContain(shown);
    expect(html).not.toMatch(/<(?:script|b|div>quoted|svg|u|i)\b/);
  });

  it('is shown to nobody where it is a comment', () => {
    expect(render('<!-- a\n\nnote -->\n\nOne <!-- other --> word.')).toBe('<p>One  word.</p>\n');
  });

  it('leads nowhere by an address that would run or bring a page along', () => {
    for (const markdown of ['[x](javascript:go())', '<javascript:go()>', '[x][r]\n\n[r]: javascript:go()'])
      expect(render(markdown)).not.toContain('href="javascript');
  });
});

describe('leadingTitle', () => {
  it('takes the first heading off, for the page has its title already', () => {
    expect(render('# Title\n\n## Part')).not.toContain('Title');
    expect(render('# Title\n\n## Part')).toContain('Part');
  });
});

describe('tables of documents', () => {
  const rendered = (markdown: string): string => {
    const made = markdownToHtml(markdown, { hastPlugins: [stackingTables()] });
    if (made instanceof Promise) throw new Error('A plugin became asynchronous.');
    return made.html;
  };

  it('carry the name of the column in each cell but the first, for a phone', () => {
    const html = rendered('| A `code` | B | C |\n| --- | --- | --- |\n| x | y | 1 |\n| z | | 2 |\n');
    expect(html).toContain('<table class="plain stacks">');
    expect(html).toContain('<td>x</td>');
    expect(html).toContain('<td data-label="B">y</td>');
    expect(html).toContain('<td data-label="B" class="empty"></td>');
  });

  it('carry none where there are two columns, a name and what it is', () => {
    const html = rendered('| A | B |\n| --- | --- |\n| x | y |\n');
    expect(html).toContain('<table class="plain stacks">');
    expect(html).not.toContain('data-label');
  });

  it('keep a name that looks like markup text', () => {
    expect(rendered('| A | &lt;b>"x" | C |\n| --- | --- | --- |\n| x | y | z |\n')).toContain(
      'data-label="<b>&quot;x&quot;"',
    );
  });
});

describe('an option of a command', () => {
  const rendered = (markdown: string): string => {
    const made = markdownToHtml(markdown, { hastPlugins: [wholeOptions()] });
    if (made instanceof Promise) throw new Error('A plugin became asynchronous.');
    return made.html;
  };
  const option = (name: string): string => `<span class="option">${name}</span>`;

  it('stays whole in text and in tables, and its value may stand on another line', () => {
    expect(rendered('Give `--start-timeout 5m`.')).toContain(`<code>${option('--start-timeout')} 5m</code>`);
    expect(rendered('| A | B |\n| --- | --- |\n| `-o, --out DIR` | x |\n')).toContain(
      `<code>${option('-o')}, ${option('--out')} DIR</code>`,
    );
  });

  it('is also what ends them', () => {
    expect(rendered('`certify <url> | -- <command…>`')).toContain(`| ${option('--')} &lt;command`);
  });

  it('is nothing else that has a hyphen, and nothing in a block of code', () => {
    expect(rendered('`not-tested`, `a - b` and `a--b`')).not.toContain('option');
    expect(rendered('```sh\naccord verify x --key y\n```\n')).not.toContain('option');
  });
});

describe('code in a sentence', () => {
  it('stays whole where it is short, and a block of code is left alone', () => {
    const markdown = '`npm ci`, `word`, `npm run -s accord -- certify`\n\n```sh\nnpm ci\n```\n';
    const made = markdownToHtml(markdown, { hastPlugins: [shortCode()] });
    if (made instanceof Promise) throw new Error('A plugin became asynchronous.');
    expect(made.html.match(/<code[^>]*>/g)).toEqual([
      '<code class="short">',
      '<code>',
      '<code>',
      '<code class="language-sh">',
    ]);
  });

  it('stays whole in a statement too', () => {
    expect(withCode('The header `MCP-Protocol-Version` names `io.modelcontextprotocol/protocolVersion`.')).toBe(
      'The header <code dir="auto" class="short">MCP-Protocol-Version</code> names <code dir="auto">io.modelcontextprotocol/protocolVersion</code>.',
    );
  });
});

describe('a code block', () => {
  it('gives to whoever copies it what is to be typed, and not what was printed', () => {
    expect(copied('console', '$ npm ci\nadded 3 packages\n$ npm start\nServing')).toBe('npm ci\nnpm start');
    expect(copied('console', 'nothing was typed here')).toBeUndefined();
    expect(copied('sh', '# In a clone:\nnpm ci')).toBe('npm ci');
    expect(copied('diff', '-const a = 1;\n+const a = 2;\n const b = 3;\n \n--gone')).toBe(
      'const a = 2;\nconst b = 3;\n',
    );
    expect(copied('json', '{ "$ npm ci": 1 }')).toBeUndefined();
  });
});
