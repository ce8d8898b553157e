/** The transcript at the end of the file: every event, with the number that findings point at, and a box to search it. */
import type { Transcript, TranscriptEvent } from '../../evidence/transcript.ts';
import { escapeMarkup as e } from '../safe.ts';
import { cutAt, SPEAKER, speechOf } from '../speech.ts';

/** What one event may take, and all of them; in characters. More makes a file that no browser likes to open. */
const MOST_OF_ONE = 4_000;
const MOST_OF_ALL = 8_000_000;

/** Laid out in lines, each of which is safe. */
const lines = (text: string): string => text.split('\n').map(e).join('\n');

const where = (event: TranscriptEvent): string =>
  'exchange' in event && event.exchange !== undefined
    ? `connection ${event.connection}, exchange ${event.exchange}`
    : `connection ${event.connection}`;

function entry(event: TranscriptEvent): string {
  const { seq, at, from, label, text, gist } = speechOf(event);
  const said = cutAt(MOST_OF_ONE, text, lines);
  return `<li id="e${seq}" class="${from}"><p><a class="seq" href="#e${seq}">${seq}</a> <b>${SPEAKER[from]}</b> ${e(label)}${gist === '' ? '' : ` <code>${e(gist)}</code>`} <span class="quiet">${where(event)}, ${at.toFixed(1)} ms</span></p>${said === '' ? '' : `<pre>${said}</pre>`}</li>`;
}

export interface Traffic {
  readonly html: string;
  /** Events that stand in it, and can be linked to. */
  readonly shown: ReadonlySet<number>;
}

/** `pointed`: events that a finding points at; these stand in it however long it gets. */
export function trafficOf({ events }: Transcript, pointed: ReadonlySet<number>): Traffic {
  const shown = new Set<number>();
  const entries: string[] = [];
  let room = MOST_OF_ALL;
  for (const event of events) {
    if (room <= 0 && !pointed.has(event.seq)) continue;
    const text = entry(event);
    room -= text.length;
    shown.add(event.seq);
    entries.push(text);
  }
  const left = events.length - entries.length;
  return {
    shown,
    html: `<h2 id="transcript">The transcript</h2>
<p>Everything that was on the wire, in the order in which it was seen. Findings point at these numbers.</p>
<p id="searching" hidden><label for="search">Only events with these words</label><br><input id="search" type="search" autocomplete="off" spellcheck="false"> <span id="found" class="quiet" role="status"></span></p>
<ol id="traffic" class="traffic">
${entries.join('\n')}
</ol>${left === 0 ? '' : `\n<p class="quiet">${left} events more stand in the file of the transcript.</p>`}`,
  };
}
