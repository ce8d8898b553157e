/** Judging long transcripts with every check: how long, and whether it grows as the transcript does. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { SHAPES, type Shape } from './lengthened.ts';
import type { Sheet } from './sheet.ts';
import { spread } from './timed.ts';

const FOLDER = 'implementations/accord/accord-reference-server/0.1.0';
const AIM_MS = 150;
const BASE = 10_000;

interface Measured {
  readonly measured: readonly { readonly wall: number; readonly cpu: number }[];
  readonly memory: number;
  readonly events: number;
}

function once(root: string, transport: string, shape: Shape, events: number, runs: number): Measured {
  const args = [join(root, FOLDER, transport, 'transcript.jsonl'), shape, String(events), String(runs)];
  const script = join(import.meta.dirname, 'judge-once.ts');
  // A million events and what is read in them need more than Node takes by itself.
  const output = execFileSync(process.execPath, ['--max-old-space-size=12000', script, ...args]);
  return JSON.parse(output.toString()) as Measured;
}

const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  'many-conversations': 'many conversations',
  'long-conversations': 'two that go on',
};

/** `sizes`: numbers of events; the first is what the others are compared with. */
export function benchJudging(sheet: Sheet, root: string, sizes: readonly number[], runs: number): void {
  sheet.heading('Judging a long transcript with every check, in a process of its own');
  for (const transport of ['stdio', 'streamable-http']) {
    for (const shape of SHAPES) {
      let each: number | undefined;
      for (const size of sizes) {
        const { measured, memory, events } = once(root, transport, shape, size, size > BASE ? 1 : runs + 1);
        const later = measured.length > 1 ? measured.slice(1) : measured;
        const wall = spread(later.map((one) => one.wall));
        const cpu = spread(later.map((one) => one.cpu)).median;
        const id = `judge.${transport}.${shape}.${events}`;
        const what = `${events.toLocaleString('en')} events, ${transport}, ${SHAPE_WORDS[shape]}`;
        sheet.add(id, what, 'ms', wall.median, {
          spread: wall,
          cpu,
          memory,
          ...(size === BASE ? { aim: AIM_MS } : {}),
        });
        const first = measured[0];
        if (measured.length > 1 && first !== undefined)
          sheet.add(`${id}.first`, `${what}, the first time`, 'ms', first.wall, {
            cpu: first.cpu,
          });
        // A longer one is judged once, and pays for the start of it too: this is the most that it can have grown.
        const perEvent = cpu / events;
        if (each !== undefined)
          sheet.add(
            `${id}.growth`,
            `${what}: for each event, against ${sizes[0]?.toLocaleString('en')}`,
            'times',
            perEvent / each,
          );
        each ??= perEvent;
      }
    }
  }
}
