/** The picture that stands beside a link to the site elsewhere: one for the front page, and one for each way in. */
import { WAYS, wayOf } from '../lib/ways.ts';

export interface Card {
  /** Of its file: `og/<name>.png`. */
  readonly name: string;
  readonly title: string;
  readonly line: string;
}

/** The pixels of each, as the platforms that show them ask. */
export const SIZE = { width: 1200, height: 630 } as const;

const HOME: Card = {
  name: 'accord',
  title: 'Show that your MCP server does what the text says.',
  line: 'The rules of the Model Context Protocol: read, changed and proved.',
};

const LINES: Readonly<Record<string, string>> = {
  Specification: 'Every rule of MCP in one sentence, with its level, its source and an example to break.',
  Documentation: 'From a first verdict to a certificate: tutorials, guides, reference and the reasons.',
  Results: 'What implementations did on the wire, judged, with the exchange behind each finding.',
  RFCs: 'How the rules change: proposed in the open, checked by a machine, decided by people.',
  Groups: 'Who looks after which part, and what each group decided.',
};

const ofWay = (label: string): Card => ({ name: label.toLowerCase(), title: label, line: LINES[label] ?? HOME.line });

export const CARDS: readonly Card[] = [HOME, ...WAYS.map(({ label }) => ofWay(label))];

/** `path`: that of a page, without the base. */
export function cardOf(path: string): Card {
  const way = wayOf(path);
  return way === undefined ? HOME : ofWay(way.label);
}
