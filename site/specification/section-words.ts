/** The heading that an upstream anchor was made of, as far as it can be told: an anchor has lost its capitals and its signs. */
import { capitalised } from '../lib/words.ts';

/** Anchors of which the signs were the heading. */
const HEADINGS: Readonly<Record<string, string>> = {
  '': 'opening',
  file: 'file://',
  https: 'https://',
  'ref-resolution': '$ref resolution',
};
/** What has a form of its own. */
const FORMS: Readonly<Record<string, string>> = {
  cimd: 'CIMD',
  discoverresult: 'DiscoverResult',
  http: 'HTTP',
  httpsse: 'HTTP+SSE',
  id: 'ID',
  inputrequiredresult: 'InputRequiredResult',
  oauth: 'OAuth',
  resulttype: 'ResultType',
  ttl: 'TTL',
  uri: 'URI',
  url: 'URL',
};
/** Where a hyphen of the anchor was one of the heading. */
const HYPHENED =
  /\b(?:\d{4}-\d{2}-\d{2}|x-mcp-header|time-to-live|pre-registration|step-up|per-request|composition-keyword|tool-level|[a-z]+-(?:based|related|specific))\b/g;

const HELD = '\u2011';

/** `listing-tools` is "listing tools"; `safe-url-handling`, "safe URL handling". */
export const sectionWords = (section: string): string =>
  HEADINGS[section] ??
  section
    .replace(HYPHENED, (together) => together.replaceAll('-', HELD))
    .split('-')
    .map((word) => FORMS[word] ?? word)
    .join(' ')
    .replaceAll(HELD, '-')
    .replace('streamable HTTP', 'Streamable HTTP');

/** The name of a thing in the protocol begins as it is written there. */
const isName = (words: string): boolean => /^(?:[$_]|x-|https?:|file:)/.test(words);

/** The same as a heading. */
export function sectionTitle(section: string): string {
  const words = sectionWords(section);
  return isName(words) ? words : capitalised(words);
}
