/** Small pieces of Markdown that the generated pages are made of. */

/** Text inside a cell of a table: a bar would end the cell, and a break the row. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

/** A name in angles would be taken for a tag, and two hyphens for a dash: they become code, unless they are code already. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`') ? part : part.replace(/[^\s(]*<[^<>]+>[^\s),;]*|(?<![^\s(])--[a-z-]*/g, '`$&`'),
    )
    .join('');

export const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** Text without rows is no table. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** Parts with an empty line between them; empty ones are left out. */
export const parts = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n\n');

export interface PageHead {
  readonly title: string;
  readonly description: string;
  readonly order: number;
}

/** A generated page says so, where whoever would edit it looks first. */
export const page = ({ title, description, order }: PageHead, from: string, body: string): string =>
  `${parts(
    `---\n# Made by \`npm run reference\` from ${from}. Change it there.\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(description)}\nsidebar:\n  order: ${order}\n---`,
    body,
  )}\n`;
