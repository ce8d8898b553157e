/**
 * Is the HTML valid? The rules are those of the standard. What Starlight and its code blocks write against it, and no page of
 * ours can change, is named here one by one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ConfigData, FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { wordsFor } from '../../certifier/usage.ts';

const CONFIG: ConfigData = {
  root: true,
  extends: ['html-validate:standard'],
  elements: [
    'html5',
    {
      // Expressive Code puts each line of a block in a div, and one into the button that copies it.
      code: { permittedContent: ['@phrasing', 'div'] },
      button: { permittedContent: ['@phrasing', 'div'] },
    } as never,
  ],
  rules: {
    // Astro closes void elements as XML does, which the standard permits.
    'void-style': 'off',
    // Ids may hold whatever is no space; ours are those of requirements.
    'valid-id': ['error', { relaxed: true }],
    // Astro leaves the space that stood at the end of a line.
    'no-trailing-whitespace': 'off',
  },
};

export interface HtmlProblem {
  readonly page: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  readonly selector: string;
}

const validator = (): HtmlValidate => new HtmlValidate(new FileSystemConfigLoader(CONFIG));
let held: HtmlValidate | undefined;

export async function htmlProblems(html: string, page: string): Promise<readonly HtmlProblem[]> {
  held ??= validator();
  const { results } = await held.validateString(html, `${page}.html`, CONFIG);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, selector }) => ({
      page,
      line,
      rule: ruleId,
      message,
      selector: selector ?? '',
    })),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = 'dist/site'] = wordsFor({
    script: 'npm run check:html',
    words: '[folder]',
    does: 'Holds every page of the built site against the rules of the HTML standard.',
    options: { folder: 'of the built site; dist/site when absent' },
  });
  if (!existsSync(folder)) {
    console.error(`${folder} does not exist. Build the site first.`);
    process.exit(2);
  }
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  let wrong = 0;
  for (const name of pages.sort()) {
    const file = join(folder, name);
    for (const { line, rule, message, selector } of await htmlProblems(readFileSync(file, 'utf8'), name)) {
      wrong += 1;
      console.error(`${relative('.', file)}:${line}: ${message} (${rule}) ${selector}`);
    }
  }
  console.log(`${pages.length} pages, ${wrong} problems`);
  process.exit(wrong > 0 ? 1 : 0);
}
