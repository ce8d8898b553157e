/** Text from transcripts, subjects and submissions is data. What becomes markup by hand passes here. */
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
  escapeHtml(text).replace(/`([^`]+)`/g, (_, code: string) => `<code dir="auto">${code}</code>`);

/** Code in backticks, or a string as JSON writes it: whichever begins first. */
const CODE_OR_QUOTED = /`([^`]+)`|&quot;(?:[^\\]|\\.)*?&quot;/g;

/**
 * The words of a finding: ours with code in backticks, and what the subject said between quotation marks, where a backtick is a
 * backtick.
 */
export const withOurCode = (text: string): string =>
  escapeHtml(text).replace(CODE_OR_QUOTED, (all, code: string | undefined) =>
    code === undefined ? all : `<code dir="auto">${code}</code>`,
  );
