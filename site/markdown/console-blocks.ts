/**
 * Code blocks as a reader uses them. Of what was typed and what it printed, the typed line stands out, and it alone is copied,
 * without its prompt; of a difference, what stands there afterwards is copied. A word with a hyphen stays whole where a line is broken.
 */
import { definePlugin, ExpressiveCodeAnnotation, type ExpressiveCodePlugin } from '@astrojs/starlight/expressive-code';
import { terminalLines } from '../lib/terminal.ts';

type Rendered = Parameters<ExpressiveCodeAnnotation['render']>[0]['nodesToTransform'][number];
type Element = Extract<Rendered, { type: 'element' }>;

/** Languages in which somebody types commands. */
const COMMANDS: ReadonlySet<string> = new Set(['console', 'sh']);

/** Most of a line on a phone. A browser would break an option, a date or a file after each hyphen. */
const WHOLE = 30;

/** A piece of a line, under the name of what it is. */
class Part extends ExpressiveCodeAnnotation {
  readonly #kind: string;

  constructor(kind: string, columnStart: number, columnEnd: number) {
    super({ inlineRange: { columnStart, columnEnd } });
    this.#kind = kind;
  }

  render({ nodesToTransform }: Parameters<ExpressiveCodeAnnotation['render']>[0]): Rendered[] {
    return nodesToTransform.map((node) => {
      // An indented line comes as a root of two pieces, and a root stands in nothing.
      const children = node.type === 'root' ? node.children : [node];
      return { type: 'element', tagName: 'span', properties: { className: [this.#kind] }, children } as Element;
    });
  }
}

/** What a press of the button takes along; undefined: all of it. */
export function copied(language: string, code: string): string | undefined {
  const lines = code.split('\n');
  if (language === 'console') {
    const typed = lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
    return typed.length === 0 ? undefined : typed.join('\n');
  }
  // A shell that is typed into need not know comments.
  if (language === 'sh') return lines.filter((line) => !line.startsWith('#')).join('\n');
  if (language === 'diff')
    return lines
      .filter((line) => !line.startsWith('-'))
      .map((line) => line.replace(/^[+ ]/, ''))
      .join('\n');
  return undefined;
}

function buttonIn(node: Rendered): Element | undefined {
  if (node.type === 'element' && node.tagName === 'button') return node;
  for (const child of node.children) {
    const found = 'children' in child ? buttonIn(child as Rendered) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export const consoleBlocks = (): ExpressiveCodePlugin =>
  definePlugin({
    name: 'accord-console-blocks',
    hooks: {
      annotateCode({ codeBlock }) {
        if (!COMMANDS.has(codeBlock.language)) return;
        for (const line of codeBlock.getLines()) {
          for (const { 0: word, index } of line.text.matchAll(/\S+/g))
            if (word.includes('-') && word.length <= WHOLE)
              line.addAnnotation(new Part('option', index, index + word.length));
        }
        if (codeBlock.language !== 'console') return;
        const parts = terminalLines(codeBlock.code);
        codeBlock.getLines().forEach((line, index) => {
          let column = 0;
          for (const { kind, text } of parts[index] ?? []) {
            if (text !== '') line.addAnnotation(new Part(kind, column, column + text.length));
            column += text.length;
          }
        });
      },
      postprocessRenderedBlock({ codeBlock, renderData }) {
        const text = copied(codeBlock.language, codeBlock.code);
        const button = text === undefined ? undefined : buttonIn(renderData.blockAst);
        // A line feed in an attribute would not outlive the page: the button knows this sign for it.
        if (text !== undefined && button !== undefined) button.properties.dataCode = text.replaceAll('\n', '\u007f');
      },
    },
  });
