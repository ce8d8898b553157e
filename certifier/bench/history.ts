/**
 * The history of the benchmark: one line of `history.jsonl` for each recorded run, the oldest first, never changed. Times of two entries
 * may be of two machines; what they say of each is how busy it was.
 */
import * as z from 'zod';

export const HISTORY_FILE = 'certifier/bench/history.jsonl';
export const HISTORY_FORMAT = 'accord-benchmark/1';

/** How the value of a row is meant. */
export const UNITS = ['ms', 'MiB', 'per second', 'times', 'count'] as const;
export type Unit = (typeof UNITS)[number];

const figure = z.number().nonnegative();

export const Row = z.strictObject({
  /** What was measured: `<group>.<what>`. The same id is the same measurement for ever. */
  id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  what: z.string().min(1).max(120),
  /** The heading under which it stands. */
  group: z.string().min(1).max(120),
  unit: z.enum(UNITS),
  /** The median, where there were several runs. */
  value: figure,
  min: figure.optional(),
  max: figure.optional(),
  /** Milliseconds of the processor, and peak memory in MiB, of the process that was timed. */
  cpu: figure.optional(),
  memory: figure.optional(),
  /** What it is held to: no more than this, or for a rate no less. */
  aim: figure.optional(),
});
export type Row = z.infer<typeof Row>;

export const Entry = z
  .strictObject({
    format: z.literal(HISTORY_FORMAT),
    at: z.iso.datetime(),
    /** What was measured, and whether there were changes that it does not hold. */
    commit: z.string().regex(/^[0-9a-f]{40}$/),
    changed: z.boolean(),
    node: z.string().regex(/^v\d+\.\d+\.\d+$/),
    cores: z.int().positive(),
    /** How many processes waited for a core on average, in the minute before and in the last one. */
    load: z.strictObject({ before: figure, after: figure }),
    runs: z.int().positive(),
    rows: z.array(Row).min(1),
  })
  .refine(({ rows }) => new Set(rows.map(({ id }) => id)).size === rows.length, 'each row has an id of its own');
export type Entry = z.infer<typeof Entry>;

/** All entries; throws one line that says which is none, and why. */
export function readHistory(text: string): readonly Entry[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map((line, index) => {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new Error(`${HISTORY_FILE}:${index + 1}: this is not JSON`);
    }
    const read = Entry.safeParse(value);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Error(`${HISTORY_FILE}:${index + 1}: ${issue?.path.join('.') || 'the entry'}: ${issue?.message}`);
  });
  const disorder = entries.findIndex(({ at }, index) => index > 0 && at <= (entries[index - 1] as Entry).at);
  if (disorder > 0) throw new Error(`${HISTORY_FILE}:${disorder + 1}: entries stand in the order of their time`);
  return entries;
}
