/**
 * An address that was cut short by hand names a folder. One that holds pages and is none itself leads to the page that lists what is
 * below it. Which folders those are is read off what was built, so that a new kind of page needs nothing here.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { KINDS } from '../documentation/kinds.ts';
import { below } from '../lib/base.ts';
import { escapeHtml } from '../lib/html.ts';

const INDEX = 'index.html';
const ICON = 'favicon.svg';

/** Where a page that stands elsewhere lists them. Any other folder is listed by the nearest page above it. */
const LISTED: readonly (readonly [folder: RegExp, page: string])[] = [
  ...KINDS.map(({ folder }) => [new RegExp(`^${folder}$`), `documentation/#${folder}`] as const),
  [/^learn$/, 'documentation/#tutorials'],
  [/^specification\/upstream\/([^/]+)(\/.*)?$/, 'specification/upstream/#r$1'],
];

/** Folders, from the site's own, that hold pages below them. */
function foldersWithPages(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith(`/${INDEX}`));
  const above = files.flatMap((name) => {
    const parts = name.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(above)].sort();
}

function listedAt(site: string, folder: string): string {
  for (const [pattern, page] of LISTED) if (pattern.test(folder)) return folder.replace(pattern, page);
  const parts = folder.split('/').slice(0, -1);
  while (parts.length > 0 && !existsSync(join(site, ...parts, INDEX))) parts.pop();
  return parts.map((part) => `${part}/`).join('');
}

/** Folder → the page that lists what is below it, for each folder that holds pages and is none. */
export const redirectsOf = (site: string): ReadonlyMap<string, string> =>
  new Map(
    foldersWithPages(site)
      .filter((folder) => !existsSync(join(site, folder, INDEX)))
      .map((folder) => [folder, listedAt(site, folder)]),
  );

/** What no page has, and each of these. */
const REFRESH = '<meta http-equiv="refresh"';
export const isRedirect = (html: string): boolean => html.includes(REFRESH);

/** Works without a script and on any host. Without an icon of its own a page has the browser ask for one at the root of the host. */
const redirectHtml = (address: string, icon: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Accord</title>
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<link rel="icon" href="${escapeHtml(icon)}" type="image/svg+xml">
<link rel="canonical" href="${escapeHtml(address)}">
${REFRESH} content="0;url=${escapeHtml(address)}">
</head>
<body>
<p>What is here is listed at <a href="${escapeHtml(address)}">${escapeHtml(address)}</a>.</p>
</body>
</html>
`;

/** Stands after Starlight, whose search and map of the site hold pages alone. */
export function folderRedirects(): AstroIntegration {
  let base = '/';
  return {
    name: 'accord:folder-redirects',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base;
      },
      'astro:build:done': ({ dir }) => {
        const site = fileURLToPath(dir);
        for (const [folder, page] of redirectsOf(site))
          writeFileSync(join(site, folder, INDEX), redirectHtml(below(base, page), below(base, ICON)));
      },
    },
  };
}
