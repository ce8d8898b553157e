/** One measurement in a process of its own: `judge-once.ts <transcript> <shape> <events> <runs>` prints what judging it took, as JSON. */
import { readFileSync } from 'node:fs';
import { readTranscript } from '../evidence/read.ts';
import { judge } from '../judge/judge.ts';
import { ruler } from '../judge/ruler.ts';
import { isShape, lengthened } from './lengthened.ts';

const [file = '', shape = '', events = '', runs = ''] = process.argv.slice(2);
if (!isShape(shape)) throw new Error(`no shape of a transcript: ${shape}`);
const long = lengthened(readTranscript(readFileSync(file, 'utf8')), shape, Number(events));
const suite = { version: '0.0.0', digest: '' };

const measured = Array.from({ length: Number(runs) }, () => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  // What was read of a transcript is kept with it, so each time judges one of its own.
  judge({ ...long }, { ...ruler, suite }, { transcript: { file: '', sha256: '' } });
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { wall, cpu: (user + system) / 1000 };
});
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ measured, memory, events: long.events.length }));
