/** accord wg: working groups. */
import type { Command } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { fromCheckout } from '../checkout.ts';
import { asIs, day, several } from '../options.ts';
import { ROOT } from '../root.ts';
import { defineCheck, defineExplain, today } from '../rules.ts';
import { table } from '../table.ts';
import { print, tableWidthOf, tell } from '../terminal.ts';

const load = <T>(module: () => Promise<T>): Promise<T> => fromCheckout('wg', module);

export function define(command: Command): void {
  command
    .command('new')
    .description('begin a working group: its folder, a charter with open seats, a place for notes')
    .argument('<name>', 'of its folder')
    .requiredOption('--title <title>', 'what it is called')
    .requiredOption('--scope <sentence>', 'what it decides')
    .option('--kind <kind>', 'the first kind of the process when absent')
    .option('--date <date>', 'today when absent', day)
    .action(begin);
  defineCheck(command, 'working-groups', 'every charter', async () => {
    const { checkWorkingGroups } = await load(() => import('../../governance/wg/lint.ts'));
    return checkWorkingGroups;
  });
  command
    .command('list')
    .description('all working groups')
    .option('--status <status>', 'only those', several(asIs))
    .option('--json', 'for a machine')
    .action(list);
  defineExplain(command, 'wg');
}

interface New {
  readonly title: string;
  readonly scope: string;
  readonly kind?: string;
  readonly date?: string;
}

async function begin(name: string, { date = today(), ...group }: New): Promise<void> {
  const { newGroup } = await load(() => import('../../governance/wg/new.ts'));
  const { files } = await newGroup({ root: ROOT, name, date, ...group });
  await print(files.map((file) => `${file}\n`).join(''));
  tell('Answer the questions of the charter, then open a pull request; accord wg check says what is missing.');
}

interface Filters {
  readonly status?: readonly string[];
  readonly json?: boolean;
}

async function list({ status, json }: Filters): Promise<void> {
  const { workingGroupsOf } = await load(() => import('../../governance/wg/list.ts'));
  const groups = workingGroupsOf({ root: ROOT }, status);
  const rows = groups.map((group) => [group.name, group.status, String(group.rfcs.length), group.title]);
  const heads = ['Group', 'Status', 'RFCs', 'Title'];
  await print(json === true ? jsonText(groups) : table(heads, rows, tableWidthOf(process.stdout)));
}
