/**
 * The Content Security Policy that the site is served with. A header, because a `<meta>` does not reach workers. Scripts come from
 * the site alone, and of those inside a page only the ones that this page was built with, named by their digest. No `eval`.
 */
import { createHash } from 'node:crypto';

const DIGESTIBLE = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;
/** A block of data is not run. */
const isData = (attributes: string): boolean => /\btype="(?!module|text\/javascript)[^"]+"/.test(attributes);

export const inlineScripts = (html: string): readonly string[] =>
  [...html.matchAll(DIGESTIBLE)]
    .filter(([, attributes = '', text = '']) => !isData(attributes) && text !== '')
    .map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);

const policy = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${["'self'", ...new Set(scripts)].join(' ')}`,
    // Starlight and Astro write a few styles into the page. A style cannot run anything.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The search is WebAssembly, which a policy permits by a word of its own; it lets no text become a script. */
const WASM = "'wasm-unsafe-eval'";

export const pagePolicy = (html: string): string => policy([...inlineScripts(html), WASM]);

/** For everything that is not a page: a worker is bound by the policy of its own file. */
export const filePolicy = (path: string): string => policy(path.startsWith('pagefind/') ? [WASM] : []);
