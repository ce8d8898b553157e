/**
 * A transcript as rows that a person can edit. What a message says stands in its own field, laid out, and not as JSON inside
 * JSON; what else an event says (status, header fields, exit code) stands in a second field. Joined, the rows are a transcript
 * again, numbered anew.
 */
import type { Transcript, TranscriptEvent } from '../../certifier/evidence/transcript.ts';
import { laidOut } from '../../certifier/report/speech.ts';

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

/** Which field of a row. */
export type Field = 'head' | 'text';

/** What is wrong in one field, for whoever looks at it. */
export interface Fault {
  /** Position of the row, from 1: the number that it bears in the transcript. */
  readonly row: number;
  readonly field: Field;
  readonly message: string;
}

/** With it, the rows make no transcript. */
export class RowError extends Error implements Fault {
  override readonly name = 'RowError';
  readonly row: number;
  readonly field = 'head';

  constructor(row: number, message: string) {
    super(message);
    this.row = row;
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

function headOf(head: string, row: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(head);
  } catch (cause) {
    throw new RowError(row, `This is not JSON: ${messageOf(cause)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RowError(row, 'This must be a JSON object, such as {"status": 200}.');
  }
  return value as Record<string, unknown>;
}

const isOwnLayout = ({ text, recorded }: Row): boolean => recorded !== undefined && text === laidOutText(recorded);

/** What was not edited is as it was recorded, to the last space: a finding may quote it. */
function textOf(row: Row): string {
  if (row.recorded !== undefined && isOwnLayout(row)) return row.recorded;
  return row.fixed.kind === 'line' ? onOneLine(row.text ?? '') : (row.text ?? '');
}

/** The event that a row makes. */
export const eventOf = (row: Row, seq: number): Record<string, unknown> => ({
  seq,
  ...row.fixed,
  ...(row.head === undefined ? {} : headOf(row.head, seq)),
  ...(row.text === undefined ? {} : { text: textOf(row) }),
});

function lineOf(row: Row, seq: number): string {
  const event = eventOf(row, seq);
  try {
    return JSON.stringify(event);
  } catch {
    throw new RowError(seq, 'This is nested too deeply.');
  }
}

/** The text of the transcript that these rows make. */
export const joined = (header: Transcript['header'], rows: readonly Row[]): string =>
  [JSON.stringify(header), ...rows.map((row, index) => lineOf(row, index + 1))].map((line) => `${line}\n`).join('');

/** Where a message was edited into something that is not JSON. It is judged so: that, too, may be on the wire. */
export const faultsOf = (rows: readonly Row[]): readonly Fault[] =>
  rows.flatMap((row, index): readonly Fault[] => {
    const { text, fixed } = row;
    if (text === undefined || text === '' || fixed.stream === 'stderr' || isOwnLayout(row)) return [];
    try {
      JSON.parse(textOf(row));
      return [];
    } catch (cause) {
      return [{ row: index + 1, field: 'text', message: `This is not JSON: ${messageOf(cause)}` }];
    }
  });

const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

/** Rows as a link carries them, or undefined where the value is none: links are written by strangers. */
export function rowsIn(value: unknown): readonly Row[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const rows: Row[] = [];
  for (const each of value as readonly unknown[]) {
    if (typeof each !== 'object' || each === null) return undefined;
    const { fixed, head, text, recorded } = each as Partial<Record<keyof Row, unknown>>;
    if (typeof fixed !== 'object' || fixed === null || Array.isArray(fixed)) return undefined;
    if (!isText(head) || !isText(text) || !isText(recorded)) return undefined;
    rows.push({
      fixed: fixed as Row['fixed'],
      head,
      text,
      ...(recorded === undefined ? {} : { recorded }),
    });
  }
  return rows;
}
