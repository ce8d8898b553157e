/** The command itself: what it costs before it does anything. */
import { join } from 'node:path';
import type { Place } from './certifying.ts';
import type { Sheet } from './sheet.ts';
import { type Timing, timed, timedInTurns } from './timed.ts';

export async function benchCommand(sheet: Sheet, { root, accord, runs }: Place): Promise<void> {
  sheet.heading('The command itself');
  const [empty, help] = (await timedInTurns([{ args: ['-e', '0'] }, { args: [accord, '--help'] }], runs)) as readonly [
    Timing,
    Timing,
  ];
  sheet.timing('command.empty', 'an empty Node', empty);
  sheet.timing('command.help', 'accord --help', help);
  sheet.add('command.help.ratio', 'accord --help / an empty Node', 'times', help.wall.median / empty.wall.median);
  sheet.timing('command.list', 'accord list requirements', await timed([accord, 'list', 'requirements'], runs));
  // It writes what stands there already, so it changes nothing.
  const checkout = join(root, 'cli/accord.mjs');
  sheet.timing(
    'command.spec-build',
    'accord spec build, in the checkout',
    await timed([checkout, 'spec', 'build'], runs),
  );
}
