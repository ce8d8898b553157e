/** The sheet that a run of the benchmark fills: each row is printed when it is known, and kept for the history. */
import type { Row, Unit } from './history.ts';
import type { Spread, Timing } from './timed.ts';

const WIDTH = 58;

/** As many digits as mean something. */
const rounded = (value: number, unit: Unit): number =>
  unit === 'times' || (unit === 'per second' && value < 100) ? Math.round(value * 100) / 100 : Math.round(value);

const words = (value: number, unit: Unit): string => {
  const number = String(rounded(value, unit)).padStart(7);
  return unit === 'times' ? `${number}×` : unit === 'count' ? number : `${number} ${unit}`;
};

type Rest = Pick<Row, 'cpu' | 'memory' | 'aim'> & { readonly spread?: Spread };

export class Sheet {
  readonly rows: Row[] = [];

  #group = '';

  heading(text: string): void {
    this.#group = text;
    console.log(`${this.rows.length === 0 ? '' : '\n'}${text}`);
  }

  /** What explains a row, and is none. */
  note(text: string): void {
    console.log(`  ${text}`);
  }

  add(id: string, what: string, unit: Unit, value: number, { spread, cpu, memory, aim }: Rest = {}): void {
    const round = (each: number): number => rounded(each, unit);
    this.rows.push({
      id,
      what: what.trim(),
      group: this.#group,
      unit,
      value: round(value),
      ...(spread === undefined ? {} : { min: round(spread.min), max: round(spread.max) }),
      ...(cpu === undefined ? {} : { cpu: Math.round(cpu) }),
      ...(memory === undefined ? {} : { memory: Math.round(memory) }),
      ...(aim === undefined ? {} : { aim }),
    });
    const range = spread === undefined ? '' : `(${round(spread.min)} to ${round(spread.max)})`;
    console.log(
      `  ${what.padEnd(WIDTH)}${words(value, unit).padEnd(14)}${range.padEnd(18)}${
        cpu === undefined ? '' : `${cpu.toFixed(0).padStart(7)} ms of the processor`
      }${memory === undefined ? '' : `${memory.toFixed(0).padStart(7)} MiB`}`.trimEnd(),
    );
  }

  /** A command that ran as a whole process. */
  timing(id: string, what: string, { wall, cpu, memory, status }: Timing, rest: Pick<Rest, 'aim'> = {}): void {
    this.add(id, what, 'ms', wall.median, {
      ...rest,
      spread: wall,
      ...(cpu === undefined ? {} : { cpu: cpu.median }),
      ...(memory === undefined ? {} : { memory: memory.median }),
    });
    if (status !== 0) this.note(`  (exit ${status})`);
  }
}
