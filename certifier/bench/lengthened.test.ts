/** What is timed has to be what was really said: a long transcript that a server would never have written measures something else. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTranscript } from '../evidence/read.ts';
import type { TranscriptEvent } from '../evidence/transcript.ts';
import { judge } from '../judge/judge.ts';
import { ruler } from '../judge/ruler.ts';
import { lengthened, SHAPES } from './lengthened.ts';

const recorded = (transport: string) =>
  readTranscript(
    readFileSync(
      new URL(
        `../../implementations/accord/accord-reference-server/0.1.0/${transport}/transcript.jsonl`,
        import.meta.url,
      ),
      'utf8',
    ),
  );
const suite = { version: '0.0.0', digest: '' };
const EVENTS = 7000;

describe.each(['stdio', 'streamable-http'])('a long transcript over %s', (transport) => {
  const short = recorded(transport);

  it.each(SHAPES)('of the shape %s is one, of the length that was asked for', (shape) => {
    const { header, events } = lengthened(short, shape, EVENTS);
    const text = [header, ...events].map((each) => `${JSON.stringify(each)}\n`).join('');
    expect(readTranscript(text).events).toHaveLength(EVENTS);
  });

  it('of many conversations is judged as the short one is', () => {
    const whole = Math.floor(EVENTS / short.events.length) * short.events.length;
    const outcomes = (transcript: typeof short) =>
      judge(transcript, { ...ruler, suite }, { transcript: { file: '', sha256: '' } }).runs.flatMap(
        ({ revision, results }) => results.map(({ requirement, outcome }) => `${revision} ${requirement} ${outcome}`),
      );
    expect(outcomes(lengthened(short, 'many-conversations', whole))).toEqual(outcomes(short));
  });

  it('that goes on has one connection for each revision', () => {
    const { events } = lengthened(short, 'long-conversations', EVENTS);
    expect(new Set(events.map(({ connection }: TranscriptEvent) => connection)).size).toBe(2);
  });
});
