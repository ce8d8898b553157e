/**
 * What the universal check leaves to rules of their own is found by them: each place that a rule owns is spoiled, in each message in
 * which a server of this repository has it, and some rule has to see it.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { holdsIn, type Revision } from '../../catalogue/requirement.ts';
import { readTranscript } from '../../evidence/read.ts';
import type { TranscriptEvent } from '../../evidence/transcript.ts';
import { isOfView } from '../base/readers.ts';
import { callsByAnswer } from '../engine/asked.ts';
import { bindsServer } from '../engine/verdict.ts';
import { type View, viewsOf } from '../engine/view.ts';
import { ruler } from '../ruler.ts';
import { ownerOf } from './owned.ts';
import { type MessageContext, validateMessage } from './validate.ts';

const RECORDED = 'implementations/accord/accord-reference-server/0.1.0/stdio/transcript.jsonl';
const transcript = readTranscript(readFileSync(RECORDED, 'utf8'));

type Path = readonly (string | number)[];
const MOST_LEVELS = 9;
/** Of a list the first two places: those that follow are like them. */
const FIRST = 2;

function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || path.length > MOST_LEVELS) return [path];
  const entries = Array.isArray(value)
    ? value.slice(0, FIRST).map((each, index) => [index, each] as const)
    : Object.entries(value);
  return [path, ...entries.flatMap(([name, each]) => placesIn(each, [...path, name]))];
}

const GONE = Symbol('gone');
const SPOILS: readonly ((value: unknown) => unknown)[] = [
  () => GONE,
  () => null,
  (value) => (typeof value === 'string' ? 17 : 'x'),
];

/** The message with another value in this place, or none; undefined where nothing can be taken out of it. */
function spoilt(message: unknown, path: Path, spoil: (value: unknown) => unknown): unknown {
  const copy: unknown = structuredClone(message);
  const holder = path.slice(0, -1).reduce((at, name) => Reflect.get(at as object, name) as unknown, copy) as object;
  const name = path.at(-1) as string;
  const value = spoil(Reflect.get(holder, name));
  if (value !== GONE) Reflect.set(holder, name, value);
  else if (Array.isArray(holder)) return undefined;
  else Reflect.deleteProperty(holder, name);
  return copy;
}

const rulesOf = (revision: Revision): readonly string[] =>
  ruler.rules
    .filter((rule) => bindsServer(rule) && rule.transports.includes('stdio') && holdsIn(rule, revision))
    .map(({ id }) => id);

function findingsOf(view: View, id: string): number {
  let found = 0;
  ruler.checks[id]?.(view, { examined: () => {}, finding: () => (found += 1) });
  return found;
}

/** Whether a rule finds more in the one than in the other: first the one that owns the place, for it is quick. */
function isSeen(spoiltView: View, view: View, owner: string, known: Map<string, number>): boolean {
  const before = (id: string): number => {
    const found = known.get(id) ?? findingsOf(view, id);
    known.set(id, found);
    return found;
  };
  return [owner, ...rulesOf(view.revision)].some((id) => findingsOf(spoiltView, id) > before(id));
}

test.each(viewsOf(transcript).map((view) => [view.revision, view] as const))(
  'a place that a rule owns is looked at wherever it stands: %s',
  (revision, view) => {
    const asked = callsByAnswer(view);
    const known = new Map<string, number>();
    const tried = new Set<string>();
    const unseen: string[] = [];
    for (const { seq, value } of view.meant) {
      const call = asked.get(seq);
      if (call !== undefined && !isOfView(view, call)) continue;
      const context: MessageContext = { from: 'server', ...(call === undefined ? {} : { answers: call }) };
      if (validateMessage(revision, value, context).length > 0) continue;
      for (const path of placesIn(value).filter(({ length }) => length > 0)) {
        for (const [way, spoil] of SPOILS.entries()) {
          const other = spoilt(value, path, spoil);
          if (other === undefined) continue;
          const owned = validateMessage(revision, other, context).flatMap(({ place }) => {
            const owner = ownerOf(place, revision);
            const what = `${place}, spoilt in the way ${way}, in ${call?.method ?? 'what it says by itself'}`;
            return owner === undefined || tried.has(what) ? [] : [{ owner, what }];
          });
          if (owned.length === 0) continue;
          const text = JSON.stringify(other);
          const events = transcript.events.map(
            (event): TranscriptEvent => (event.seq === seq ? ({ ...event, text } as TranscriptEvent) : event),
          );
          const now = viewsOf({ ...transcript, events }).find((each) => each.revision === revision);
          for (const { owner, what } of owned) {
            tried.add(what);
            // Without this message there may be no server of this revision left.
            if (now !== undefined && !isSeen(now, view, owner, known)) unseen.push(`${what} (${owner})`);
          }
        }
      }
    }
    expect(tried.size).toBeGreaterThan(200);
    expect(unseen).toEqual([]);
  },
);
