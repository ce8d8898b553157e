/** accord wg: working groups. */

import type { Command } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { fromCheckout } from '../checkout.ts';
import { tellProblems } from '../problems.ts';
import { ROOT } from '../root.ts';
import { table } from '../table.ts';
import { print, tableWidthOf } from '../terminal.ts';

const load = <T>(module: () => Promise<T>): Promise<T> => fromCheckout('wg', module);

interface Asked {
  readonly json?: boolean;
}

export function define(command: Command): void {
  command
    .command('check')
    .description('check every charter')
    .option('--json', 'for a machine')
    .action(async ({ json = false }: Asked) => {
      const { checkWorkingGroups } = await load(() => import('../../governance/wg/lint.ts'));
      const { problemLine } = await load(() => import('../../governance/problem.ts'));
      process.exitCode = await tellProblems(await checkWorkingGroups({ root: ROOT }), problemLine, json);
    });
  command
    .command('list')
    .description('all working groups')
    .option('--json', 'for a machine')
    .action(async ({ json }: Asked) => {
      const { listWorkingGroups } = await load(() => import('../../governance/wg/list.ts'));
      const groups = listWorkingGroups({ root: ROOT });
      const rows = groups.map((group) => [group.name, String(group.rfcs.length), group.title]);
      const heads = ['Group', 'RFCs', 'Title'];
      await print(json === true ? jsonText(groups) : table(heads, rows, tableWidthOf(process.stdout)));
    });
}
