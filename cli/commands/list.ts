/** accord list: what this version of the suite holds. */

import { type Command, Option } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { UsageError } from '../exit.ts';
import { LISTINGS, type Listing } from '../listings.ts';
import { nearest } from '../nearest.ts';
import { table } from '../table.ts';
import { print, tableWidthOf } from '../terminal.ts';

export function define(command: Command): void {
  command
    .argument('<what>', 'requirements, checks, probes, mutants or profiles')
    .addOption(new Option('--format <name>', 'a table, or JSON').choices(['pretty', 'json']).default('pretty'))
    .action(async (what: string, { format }: { readonly format: string }) => {
      const { heads, rows, data } = await listing(what);
      await print(format === 'json' ? jsonText(data) : table(heads, rows, tableWidthOf(process.stdout)));
    });
}

function listing(what: string): Promise<Listing> {
  const load = Object.hasOwn(LISTINGS, what) ? LISTINGS[what] : undefined;
  if (load !== undefined) return load();
  const names = Object.keys(LISTINGS);
  const near = nearest(what, names)[0];
  throw new UsageError(
    `there is no list of "${what}"; ${near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`}`,
  );
}
