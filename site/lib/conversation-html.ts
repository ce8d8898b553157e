/** What went over the wire, as a conversation: who, what, when. Each entry has the number that findings point at. */
import type { TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { visibleText } from '../../certifier/report/safe.ts';
import { cutAt, SPEAKER, speechOf } from '../../certifier/report/speech.ts';
import { escapeHtml } from './html.ts';

/** Longer texts are cut here, and say so. */
const MOST_CHARACTERS = 4_000;

const shown = (text: string): string => escapeHtml(visibleText(text));

function entryHtml(event: TranscriptEvent, pointed: boolean, most: number): string {
  const { seq, from, label, text, gist } = speechOf(event);
  return `<li class="${from}${pointed ? ' pointed' : ''}"><div class="who"><span class="seq">${seq}</span> <b>${SPEAKER[from]}</b> <span class="label">${shown(label)}</span>${gist === '' ? '' : ` <code>${shown(gist)}</code>`}${pointed ? ' <span class="shows">shows it</span>' : ''}</div>${text === '' ? '' : `<pre tabindex="0">${cutAt(most, text, shown)}</pre>`}</li>`;
}

export const conversationHtml = (
  events: readonly TranscriptEvent[],
  pointed: readonly number[] = [],
  most = MOST_CHARACTERS,
): string =>
  `<ol class="conversation not-content" data-pagefind-ignore>${events
    .map((event) => entryHtml(event, pointed.includes(event.seq), most))
    .join('')}</ol>`;
