/** Which run the home page shows, and which exchange of it. Chosen from the files, so it is never made up. */
import type { TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { excerptsOf } from '../../certifier/report/excerpt.ts';
import type { Run } from '../../certifier/report/report.ts';
import { type Entry, transcriptOf } from './results.ts';

export interface Showcase {
  readonly entry: Entry;
  readonly run: Run;
  readonly events: readonly TranscriptEvent[];
  readonly pointed: readonly number[];
  /** What the exchange shows. */
  readonly caption: string;
}

/** A committed result before a local one, the newest revision first; where something is broken, that exchange. */
export function shown(entries: readonly Entry[]): Showcase | undefined {
  const entry = entries.find(({ report }) => report.runs.length > 0);
  if (entry === undefined) return undefined;
  const run = [...entry.report.runs].sort((a, b) => b.revision.localeCompare(a.revision))[0];
  if (run === undefined) return undefined;
  const transcript = transcriptOf(entry);
  if (transcript === undefined) return { entry, run, events: [], pointed: [], caption: '' };
  const excerpt = excerptsOf(transcript);
  const bySeq = new Map(transcript.events.map((event) => [event.seq, event]));
  const events = (seqs: readonly number[]): readonly TranscriptEvent[] =>
    excerpt(seqs)
      .map(({ seq }) => bySeq.get(seq))
      .filter((event) => event !== undefined);
  const broken = run.results.find(({ outcome, findings }) => outcome === 'fail' && findings.length > 0);
  const finding = broken?.findings[0];
  if (broken !== undefined && finding !== undefined) {
    return { entry, run, events: events(finding.seq), pointed: finding.seq, caption: finding.message };
  }
  const opening = transcript.events.find((event) => {
    const text = 'text' in event && 'direction' in event && event.direction === 'sent' ? event.text : undefined;
    return text?.includes(run.revision) === true && /"method":\s*"(?:initialize|server\/discover)"/.test(text);
  });
  return opening === undefined
    ? { entry, run, events: [], pointed: [], caption: '' }
    : { entry, run, events: events([opening.seq]), pointed: [], caption: 'How the conversation began.' };
}

/** An entry with a certificate, and the badge that came with it. */
export type Badged = Entry & { readonly badge: string; readonly certificate: string };

/** The entry whose badge is shown: that of the run shown, or else the first that has one. None is made up for show. */
export async function badgedAmong(
  showcase: Showcase | undefined,
  entries: readonly Entry[],
  isShown: (entry: Entry) => Promise<boolean>,
): Promise<Badged | undefined> {
  for (const entry of showcase === undefined ? entries : [showcase.entry, ...entries]) {
    const { badge, certificate } = entry;
    if (badge !== undefined && certificate !== undefined && (await isShown(entry)))
      return { ...entry, badge, certificate };
  }
  return undefined;
}

/** The two sides of an exchange, each in its order: what we sent, and what came back. */
export function voices(events: readonly TranscriptEvent[]): readonly (readonly TranscriptEvent[])[] {
  const isSent = (event: TranscriptEvent): boolean => 'direction' in event && event.direction === 'sent';
  return [events.filter(isSent), events.filter((event) => !isSent(event))].filter((side) => side.length > 0);
}
