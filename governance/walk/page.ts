/** A tutorial as a list of things to do: what a reader types, writes and changes, and what the page says will be shown. */

export type Step =
  | { readonly kind: 'run'; readonly command: string; readonly shown: readonly string[] }
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'change'; readonly path: string; readonly from: string; readonly to: string }
  | { readonly kind: 'see'; readonly what: string; readonly text: string };

export interface Section {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** A heading of the page, or a block of code with its language and title. What looks like a heading inside a block is none. */
const PART = /^## (?<heading>.+)$|^```(?<language>\w+)(?: title="(?<title>[^"]+)")?\n(?<text>[\s\S]*?)^```$/gm;

/** `$ command`, and beneath it what it prints. */
const commandsIn = (text: string): readonly Step[] =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((each) => {
      const [command = '', ...shown] = each.trimEnd().split('\n');
      return { kind: 'run', command, shown };
    });

const changeIn = (path: string, text: string): Step => {
  const lines = text.trimEnd().split('\n');
  const side = (mark: string) =>
    lines
      .filter((line) => line.startsWith(mark) || line.startsWith(' '))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  return { kind: 'change', path, from: side('-'), to: side('+') };
};

/** A block in another language is for reading only. A title with a file name is a file. */
const stepsIn = (language: string, title: string, text: string): readonly Step[] => {
  if (language === 'console') return commandsIn(text);
  if (language === 'diff') return [changeIn(title, text)];
  if (title === '') return [];
  return [/\.\w+$/.test(title) ? { kind: 'write', path: title, text } : { kind: 'see', what: title, text }];
};

/** In order, those in which there is nothing to do left out. */
export const sectionsOf = (page: string): readonly Section[] => {
  const sections: { readonly title: string; readonly steps: Step[] }[] = [{ title: 'Before', steps: [] }];
  for (const { groups: { heading, language = '', title = '', text = '' } = {} } of page.matchAll(PART))
    if (heading === undefined) sections.at(-1)?.steps.push(...stepsIn(language, title, text));
    else sections.push({ title: heading, steps: [] });
  return sections.filter(({ steps }) => steps.length > 0);
};
