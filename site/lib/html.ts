/** Text from transcripts, subjects and submissions is data. What becomes markup by hand passes here. */
import { withOurCode as markedCode } from '../../certifier/report/safe.ts';
import { isShort, withOptions } from './options.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Our statements are plain text with code in backticks. Nothing else becomes markup. */
export const withCode = (text: string): string =>
  escapeHtml(text).replace(
    /`([^`]+)`/g,
    (_, code: string) => `<code dir="auto"${isShort(code) ? ' class="short"' : ''}>${withOptions(code)}</code>`,
  );

/** A command in a sentence. */
export const commandHtml = (command: string): string => withOptions(escapeHtml(command));

/** The words of a finding, with the code in them marked. */
export const withOurCode = (text: string): string => markedCode(escapeHtml(text));
