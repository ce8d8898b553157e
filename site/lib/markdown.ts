/** The prose of the catalogue (why, mend, note) as HTML. It is ours, but markup in it stays text all the same. */
import { markdownToHtml } from 'satteri';

export const proseHtml = (markdown: string): string => markdownToHtml(markdown.replaceAll('<', '&lt;')).html;
