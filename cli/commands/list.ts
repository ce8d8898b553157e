/** accord list: what this version of the suite holds. */
import { type Command, Option } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { UsageError } from '../exit.ts';
import { LISTINGS, type Listing, TOPICS, type Wanted } from '../listings.ts';
import { nearest } from '../nearest.ts';
import { table } from '../table.ts';
import { print, tableWidthOf } from '../terminal.ts';

const ROLES = ['server', 'client', 'authorization-server', 'host'];

export function define(command: Command): void {
  command
    .argument('<what>', 'requirements, checks, probes, mutants or profiles')
    .addOption(new Option('--format <name>', 'a table, or JSON').choices(['pretty', 'json']).default('pretty'))
    .addOption(new Option('--topic <name>', 'requirements of one page of the specification').choices(TOPICS))
    .addOption(new Option('--role <role>', 'requirements that bind this role').choices(ROLES))
    .option('--unjudged', 'requirements that this version does not judge, each with the reason')
    .action(async (what: string, { format, ...wanted }: { readonly format: string } & Wanted) => {
      if (what !== 'requirements' && Object.keys(wanted).length > 0) {
        throw new UsageError(`--topic, --role and --unjudged choose requirements: accord list requirements`);
      }
      const { heads, rows, data } = await listing(what, wanted);
      await print(format === 'json' ? jsonText(data) : table(heads, rows, tableWidthOf(process.stdout)));
    });
}

function listing(what: string, wanted: Wanted): Promise<Listing> {
  const load = Object.hasOwn(LISTINGS, what) ? LISTINGS[what] : undefined;
  if (load !== undefined) return load(wanted);
  const names = Object.keys(LISTINGS);
  const near = nearest(what, names)[0];
  throw new UsageError(
    `there is no list of "${what}"; ${near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`}`,
  );
}
