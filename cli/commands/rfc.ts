/** accord rfc: the process that changes the rules. It is stated in rfcs/process.yaml, and nowhere here. */

import { type Command, InvalidArgumentError } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import { fromCheckout } from '../checkout.ts';
import { UsageError } from '../exit.ts';
import { day } from '../options.ts';
import { tellProblems } from '../problems.ts';
import { ROOT } from '../root.ts';
import { table } from '../table.ts';
import { print, tableWidthOf, tell } from '../terminal.ts';

const load = <T>(module: () => Promise<T>): Promise<T> => fromCheckout('rfc', module);

const number = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a number: 7, or 0007.');
  return Number(text);
};

interface Asked {
  readonly json?: boolean;
}

const withJson = (command: Command): Command => command.option('--json', 'for a machine');

export function define(command: Command): void {
  command
    .command('new')
    .description('begin an RFC at the next free number')
    .argument('<title...>', 'in a few words')
    .option('--type <type>', 'the first type of the process when absent')
    .option('--group <name>', 'the working group that owns it')
    .option('--date <date>', 'today when absent', day)
    .action(begin);
  withJson(command.command('check'))
    .description('check the process, the template and every RFC')
    .action(async ({ json = false }: Asked) => {
      const { checkRfcs } = await load(() => import('../../governance/rfc/lint.ts'));
      const { problemLine } = await load(() => import('../../governance/problem.ts'));
      process.exitCode = await tellProblems(await checkRfcs({ root: ROOT }), problemLine, json);
    });
  withJson(command.command('list')).description('all RFCs, in order of number').action(list);
  command
    .command('graph')
    .description('the statuses and the ways between them, as a Mermaid diagram')
    .action(async () => {
      const { transitionsAsMermaid } = await load(() => import('../../governance/rfc/diagram.ts'));
      const { requireProcess } = await load(() => import('../../governance/process.ts'));
      const { diskFiles } = await load(() => import('../../governance/files.ts'));
      await print(transitionsAsMermaid(requireProcess(diskFiles(ROOT))));
    });
  withJson(command.command('show'))
    .description('one RFC, and the ways on from where it stands')
    .argument('<number>', 'of the RFC', number)
    .action(show);
}

interface New {
  readonly type?: string;
  readonly group?: string;
  readonly date?: string;
}

async function begin(words: readonly string[], options: New): Promise<void> {
  const { newRfc, NewRfcRefused } = await load(() => import('../../governance/rfc/new.ts'));
  try {
    const { file } = newRfc({ root: ROOT, title: words.join(' '), ...options });
    await print(`${file}\n`);
    tell('Answer its questions, then open a pull request; accord rfc check says what is missing.');
  } catch (cause) {
    if (cause instanceof NewRfcRefused) throw new UsageError(cause.message);
    throw cause;
  }
}

async function list({ json }: Asked): Promise<void> {
  const { listRfcs } = await load(() => import('../../governance/rfc/list.ts'));
  const rfcs = listRfcs({ root: ROOT });
  const rows = rfcs.map((rfc) => [String(rfc.number), rfc.status, rfc.type, rfc.updated, rfc.title]);
  const heads = ['RFC', 'Status', 'Type', 'Updated', 'Title'];
  await print(json === true ? jsonText(rfcs) : table(heads, rows, tableWidthOf(process.stdout)));
}

async function show(asked: number, { json }: Asked): Promise<void> {
  const { showRfc } = await load(() => import('../../governance/rfc/list.ts'));
  const rfc = showRfc({ root: ROOT, number: asked });
  if (rfc === null) throw new UsageError(`there is no RFC ${asked}; accord rfc list lists all`);
  if (json === true) return print(jsonText(rfc));
  const next = rfc.next.map(({ to, by }) => `${to} (by ${by.join(', ')})`);
  await print(
    [
      `RFC ${rfc.number}: ${rfc.title}`,
      `${rfc.status} since ${rfc.updated}; ${rfc.type}; group ${rfc.group}`,
      rfc.file,
      '',
      `Sections: ${rfc.sections.join(', ')}`,
      `From here: ${next.length === 0 ? 'nowhere; this is an end' : next.join('; ')}`,
      ...(rfc.requiredBy.length === 0
        ? []
        : [`Required by: ${rfc.requiredBy.map((each) => `RFC ${each}`).join(', ')}`]),
      '',
    ].join('\n'),
  );
}
