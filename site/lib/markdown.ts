/** The prose of the catalogue (why, mend, note) as HTML. It is ours, but markup in it stays text all the same. */
import { pathToFileURL } from 'node:url';
import { markdownToHtml } from 'satteri';
import { repositoryLinks } from '../markdown/repository-links.ts';
import { project } from './project.ts';
import { root } from './root.ts';

const plugins = [repositoryLinks({ base: import.meta.env.BASE_URL, repository: project().repository })];

/** Links in it lead on as they do on the page of its topic, where it stands. */
export function proseHtml(markdown: string, topic: string): string {
  const fileURL = pathToFileURL(`${root}/specification/${topic}.md`);
  const rendered = markdownToHtml(markdown.replaceAll('<', '&lt;'), { mdastPlugins: plugins, fileURL });
  if (rendered instanceof Promise) throw new Error('A plugin became asynchronous.');
  return rendered.html;
}
