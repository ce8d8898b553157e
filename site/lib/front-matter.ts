/**
 * RFCs and charters carry the front matter of their process, not of the site. Here it becomes what Starlight reads (title,
 * description), with the process's own fields beside it. The process itself is enforced by `accord rfc check` and
 * `accord wg check`; here stands only what the pages need.
 */
import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { z } from 'astro/zod';
import { documentOf } from './pages.ts';
import { root } from './root.ts';

/** Whose page it is. Everything else that a page shows of it comes from `governance/documents.ts`. */
export const rfcFields = z.object({ number: z.coerce.number().int() });
export const groupFields = z.object({ name: z.string() });

type Data = Record<string, unknown>;

const zeroes = (number: unknown): string => String(number).padStart(4, '0');
/** A read-me without front matter has its title in its first heading; `leadingTitle` takes that heading off its page. */
function titleIn(file: string): string | undefined {
  return /^# (.+)$/m.exec(readFileSync(`${root}/${file}`, 'utf8'))?.[1];
}

/** What Starlight is to read of one document. */
export function prepared(data: Data, filePath: string | undefined): Data {
  const file = filePath === undefined ? '' : relative(root, filePath).split(sep).join('/');
  const kind = documentOf(file)?.kind;
  if (kind === 'rfc') {
    return {
      title: `RFC ${zeroes(data.number)}: ${String(data.title)}`,
      ...(typeof data.description === 'string' ? { description: data.description } : {}),
      sidebar: { hidden: true },
      rfc: { number: data.number },
    };
  }
  if (kind === 'working-group') {
    const { title, scope: description, name } = data;
    return { title, description, group: { name } };
  }
  if (kind === 'decisions' || kind === 'meetings') return { ...data, title: data.title ?? titleIn(file) };
  if (kind === 'specification') {
    const { title, description, sidebar = {} } = data;
    return { title, description, sidebar };
  }
  return data;
}
