/**
 * A transcript as rows that a person can edit. What a message says stands in its own field, laid out, and not as JSON inside
 * JSON; what else an event says (status, header fields, exit code) stands in a second field. Joined, the rows are a transcript
 * again, numbered anew.
 */
import type { Transcript, TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { laidOut } from '../lib/traffic.ts';

export interface Row {
  /** What the reader does not edit: kind, direction, stream, and to what the event belongs. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** The rest but the text, as JSON; undefined where there is none. */
  readonly head: string | undefined;
  readonly text: string | undefined;
  /** The text as it was recorded: what stands for `text` until somebody edits that. */
  readonly recorded?: string;
}

const FIXED: ReadonlySet<string> = new Set([
  'at',
  'connection',
  'process',
  'exchange',
  'kind',
  'direction',
  'stream',
  'mark',
]);

function laidOutText(text: string): string {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? laidOut(value) : text;
  } catch {
    return text;
  }
}

function rowOf(event: TranscriptEvent): Row {
  const fixed: Record<string, unknown> = {};
  const head: Record<string, unknown> = {};
  let recorded: string | undefined;
  for (const [name, value] of Object.entries(event)) {
    if (name === 'seq') continue;
    if (name === 'text' && typeof value === 'string') recorded = value;
    else if (FIXED.has(name)) fixed[name] = value;
    else head[name] = value;
  }
  return {
    fixed,
    head: Object.keys(head).length === 0 ? undefined : laidOut(head),
    ...(recorded === undefined ? { text: undefined } : { text: laidOutText(recorded), recorded }),
  };
}

export const rowsOf = ({ events }: Pick<Transcript, 'events'>): readonly Row[] => events.map(rowOf);

/** A line of stdio holds no line break; those that laid it out are taken away. Elsewhere the text is what was typed. */
const onOneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

export class RowError extends Error {
  /** Position of the row, from 1: the number that it bears in the transcript. */
  readonly row: number;

  constructor(row: number, message: string) {
    super(message);
    this.name = 'RowError';
    this.row = row;
  }
}

function headOf(head: string, row: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(head);
  } catch (cause) {
    throw new RowError(row, `Row ${row} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RowError(row, `Row ${row} must be a JSON object, such as {"status": 200}.`);
  }
  return value as Record<string, unknown>;
}

/** What was not edited is as it was recorded, to the last space: a finding may quote it. */
function textOf({ fixed, text = '', recorded }: Row): string {
  if (recorded !== undefined && text === laidOutText(recorded)) return recorded;
  return fixed.kind === 'line' ? onOneLine(text) : text;
}

/** The text of the transcript that these rows make. */
export function joined(header: Transcript['header'], rows: readonly Row[]): string {
  const events = rows.map((row, index) => ({
    seq: index + 1,
    ...row.fixed,
    ...(row.head === undefined ? {} : headOf(row.head, index + 1)),
    ...(row.text === undefined ? {} : { text: textOf(row) }),
  }));
  return [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
}
