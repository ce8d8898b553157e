/** What has happened between two days and what is coming, for a chat or a mail. */
import { type Deadline, plusDays } from '../calendar/events.ts';
import type { RfcSummary } from '../rfc/list.ts';
import { newRfcs, statusChanges } from './entries.ts';

export interface DigestItem {
  readonly text: string;
  readonly url: string;
}

export interface Digest {
  readonly title: string;
  /** Those without items are left out. */
  readonly sections: readonly { readonly title: string; readonly items: readonly DigestItem[] }[];
}

export interface DigestOf {
  readonly rfcs: readonly RfcSummary[];
  readonly deadlines: readonly Deadline[];
  /** The address of the site, with a slash at its end. */
  readonly base: string;
  /** The first day that is told of. */
  readonly since: string;
  readonly today: string;
  /** How far ahead it looks. */
  readonly days?: number;
}

export const digestOf = ({ rfcs, deadlines, base, since, today, days = 14 }: DigestOf): Digest => {
  const isNews = ({ updated }: { readonly updated: string }) => updated >= since && updated <= today;
  const until = plusDays(today, days);
  const sections = [
    {
      title: 'New',
      items: newRfcs(rfcs, base)
        .filter(isNews)
        .map(({ title, url }) => ({ text: title, url })),
    },
    {
      title: 'Moved',
      items: statusChanges(rfcs, base)
        .filter(isNews)
        .map(({ title, url, updated }) => ({ text: `${updated}: ${title}`, url })),
    },
    {
      title: 'Coming',
      items: deadlines
        .filter(({ date }) => date >= today && date <= until)
        .map(({ date, title, page }) => ({ text: `${date}: ${title}`, url: new URL(page, base).href })),
    },
  ];
  return { title: `RFCs, ${since} to ${today}`, sections: sections.filter(({ items }) => items.length > 0) };
};

const NOTHING = 'Nothing has moved, and nothing is due.';

export const digestText = ({ title, sections }: Digest): string =>
  [
    title,
    ...(sections.length === 0 ? ['', NOTHING] : []),
    ...sections.flatMap((section) => [
      '',
      section.title,
      ...section.items.flatMap(({ text, url }) => [`- ${text}`, `  ${url}`]),
    ]),
    '',
  ].join('\n');

/** As many of the texts as fit, and how many did not. */
const fitting = (texts: readonly string[], limit: number): string => {
  const kept: string[] = [];
  let length = 30;
  for (const text of texts) {
    length += text.length + 1;
    if (length > limit) break;
    kept.push(text);
  }
  const left = texts.length - kept.length;
  return [...kept, ...(left === 0 ? [] : [`… and ${left} more`])].join('\n');
};

export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly object[];
}

/** For an incoming webhook of Slack. Its limits: 150 characters in a header, 3,000 in a section. */
export const slackMessage = (digest: Digest): SlackMessage => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  const listed = (items: readonly DigestItem[]) =>
    fitting(
      // A bar would end the address of a link.
      items.map(({ text, url }) => `• <${escaped(url).replaceAll('|', '%7C')}|${escaped(text)}>`),
      2800,
    );
  return {
    text: digest.title,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: digest.title.slice(0, 150) } },
      ...(digest.sections.length === 0 ? [section(NOTHING)] : []),
      ...digest.sections.map(({ title, items }) => section(`*${title}*\n${listed(items)}`)),
    ],
  };
};

export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly { readonly title: string; readonly description: string }[];
  /** Nobody is called, whatever a title says. */
  readonly allowed_mentions: { readonly parse: readonly [] };
}

/** For a webhook of Discord. Its limits: 4,096 characters in an embed, 6,000 in all of them. */
export const discordMessage = (digest: Digest): DiscordMessage => {
  const escaped = (text: string) => text.replace(/[\\`*_~|<>[\]()@#]/g, (character) => `\\${character}`);
  return {
    content: digest.sections.length === 0 ? `**${digest.title}**\n${NOTHING}` : `**${digest.title}**`,
    embeds: digest.sections.map(({ title, items }) => ({
      title,
      description: fitting(
        items.map(({ text, url }) => `- [${escaped(text)}](<${url.replaceAll('>', '%3E')}>)`),
        1800,
      ),
    })),
    allowed_mentions: { parse: [] },
  };
};
