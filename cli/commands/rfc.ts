/** accord rfc: the process that changes the rules. It is stated in rfcs/process.yaml, and nowhere here. */
import { type Command, InvalidArgumentError } from 'commander';
import { jsonText } from '../../certifier/report/json.ts';
import type { Filters, RfcDetails } from '../../governance/rfc/list.ts';
import { fromCheckout } from '../checkout.ts';
import { EXIT, UsageError } from '../exit.ts';
import { asIs, day, several } from '../options.ts';
import { ROOT } from '../root.ts';
import { defineCheck, defineExplain, today } from '../rules.ts';
import { table } from '../table.ts';
import { print, tableWidthOf, tell } from '../terminal.ts';

const load = <T>(module: () => Promise<T>): Promise<T> => fromCheckout('rfc', module);

const number = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a number: 7, or 0007.');
  return Number(text);
};

/** `discussion=https://…` */
const pair = (text: string): readonly [string, string] => {
  const [, kind = '', value = ''] = /^([a-z][a-z0-9-]*)=(.+)$/s.exec(text) ?? [];
  if (kind === '') throw new InvalidArgumentError('It must read KIND=VALUE: discussion=https://…, or reason="Why."');
  return [kind, value];
};

interface Asked {
  readonly json?: boolean;
}

const withJson = (command: Command): Command => command.option('--json', 'for a machine');

export function define(command: Command): void {
  command
    .command('new')
    .description('begin an RFC at the next free number')
    .argument('[title...]', 'in a few words')
    .option('--type <type>', 'the first type of the process when absent')
    .option('--group <name>', 'the working group that owns it; the first of all when absent')
    .option('--date <date>', 'today when absent', day)
    .option('--number <number>', 'this number, if it is free', number)
    .option('--renumber <file>', 'give another number to a draft whose own was taken')
    .action(begin);
  defineCheck(command, 'rfcs', 'the process, the template, the decisions and every RFC', async () => {
    const { checkRfcs } = await load(() => import('../../governance/rfc/lint.ts'));
    return checkRfcs;
  });
  command
    .command('advance')
    .description('take a step, or say what is missing for it')
    .argument('<number>', 'of the RFC', number)
    .argument('<status>', 'to which it goes')
    .option('--evidence <kind=value>', 'what the step shows: a link, or a sentence', several(pair))
    .option('--superseded-by <number>', 'the RFC that takes its place', number)
    .option('--actor <name>', 'who takes the step; checked when given')
    .option('--role <role>', 'a role that the host of the repository vouches for', several(asIs))
    .option('--date <date>', 'today when absent', day)
    .action(step);
  withJson(command.command('list'))
    .description('RFCs, in order of number')
    .option('--status <status>', 'only those', several(asIs))
    .option('--type <type>', 'only those', several(asIs))
    .option('--group <name>', 'only those', several(asIs))
    .option('--requirement <id>', 'only those that add or change it')
    .action(list);
  withJson(command.command('show'))
    .description('one RFC, and the ways on from where it stands')
    .argument('<number>', 'of the RFC', number)
    .action(show);
  command
    .command('graph')
    .description('what RFCs rest on and replace; or the statuses and the ways between them')
    .option('--format <format>', 'text, dot or svg', 'text')
    .option('--states', 'the statuses, as a Mermaid diagram')
    .action(graph);
  defineExplain(command, 'rfc');
}

interface New {
  readonly type?: string;
  readonly group?: string;
  readonly date?: string;
  readonly number?: number;
  readonly renumber?: string;
}

async function begin(words: readonly string[], { number: asked, renumber, ...options }: New): Promise<void> {
  if (renumber !== undefined) {
    if (words.length > 0) throw new UsageError('--renumber takes a file and no title');
    const { renumberRfc } = await load(() => import('../../governance/rfc/renumber.ts'));
    const { file, linking } = await renumberRfc({ root: ROOT, file: renumber, asked });
    await print(`${file}\n`);
    for (const each of linking) tell(`links changed in ${each}`);
    return;
  }
  if (words.length === 0) throw new UsageError('an RFC needs a title: accord rfc new In a few words');
  const { newRfc } = await load(() => import('../../governance/rfc/new.ts'));
  const given = asked === undefined ? options : { ...options, asked };
  const { file, type, group } = await newRfc({ root: ROOT, title: words.join(' '), ...given });
  await print(`${file}\n`);
  if (options.type === undefined || options.group === undefined)
    tell(`It is of the type ${type}, in the group ${group}; change that in its front matter if you mean another.`);
  tell('Answer its questions, then open a pull request; accord rfc check says what is missing.');
}

interface Step {
  readonly evidence?: readonly (readonly [string, string])[];
  readonly supersededBy?: number;
  readonly actor?: string;
  readonly role?: readonly string[];
  readonly date?: string;
}

async function step(
  asked: number,
  status: string,
  { evidence = [], supersededBy, actor, role = [], date = today() }: Step,
): Promise<void> {
  const { advance } = await load(() => import('../../governance/rfc/advance.ts'));
  const { problemLine } = await load(() => import('../../governance/problem.ts'));
  const { from, written, missing } = await advance({
    root: ROOT,
    number: asked,
    status,
    date,
    evidence: Object.fromEntries(evidence),
    ...(supersededBy === undefined ? {} : { supersededBy }),
    actor: actor === undefined ? undefined : { name: actor, roles: role },
  });
  await print([...missing.map(problemLine), ...written].map((line) => `${line}\n`).join(''));
  tell(
    missing.length === 0
      ? `RFC ${asked}: from ${from} to ${status}${actor === undefined ? '; --actor NAME also checks who may take this step' : ''}`
      : `RFC ${asked} stays ${from}: what is missing for ${status} stands above; evidence is given with --evidence kind=value, and nothing was written`,
  );
  process.exitCode = missing.length === 0 ? EXIT.clean : EXIT.findings;
}

async function list({ json, ...filters }: Asked & Filters): Promise<void> {
  const { filteredRfcs } = await load(() => import('../../governance/rfc/list.ts'));
  const rfcs = filteredRfcs({ root: ROOT }, filters);
  const rows = rfcs.map((rfc) => [String(rfc.number), rfc.status, rfc.type, rfc.group, rfc.updated, rfc.title]);
  const heads = ['RFC', 'Status', 'Type', 'Group', 'Updated', 'Title'];
  await print(json === true ? jsonText(rfcs) : table(heads, rows, tableWidthOf(process.stdout)));
}

const named = (label: string, values: readonly (string | number)[] = []): readonly string[] =>
  values.length === 0 ? [] : [`${label}: ${values.join(', ')}`];

const historyLines = ({ history }: RfcDetails): readonly string[] =>
  history.map(({ date, status, evidence = {} }) =>
    [`  ${date}  ${status}`, ...Object.entries(evidence).map(([kind, value]) => `${kind}: ${value}`)].join('  '),
  );

async function show(asked: number, { json }: Asked): Promise<void> {
  const { showRfc } = await load(() => import('../../governance/rfc/list.ts'));
  const rfc = showRfc({ root: ROOT, number: asked });
  if (rfc === null) throw new UsageError(`there is no RFC ${asked}; accord rfc list lists all`);
  if (json === true) return print(jsonText(rfc));
  const next = rfc.next.map(({ to, by, evidence, after }) =>
    [
      `  ${to}`,
      `by ${by.join(', ')}`,
      ...(evidence.length === 0 ? [] : [`with ${evidence.join(', ')}`]),
      ...(after === 0 ? [] : [`after ${after} days`]),
    ].join('  '),
  );
  await print(
    [
      `RFC ${rfc.number}: ${rfc.title}`,
      `${rfc.status} since ${rfc.updated}; ${rfc.type}; group ${rfc.group}`,
      rfc.file,
      '',
      ...named('Authors', rfc.authors),
      ...named('Requires', rfc.requires),
      ...named('Required by', rfc.requiredBy),
      ...named('Supersedes', rfc.supersedes),
      ...named('Superseded by', rfc['superseded-by']),
      ...named('Adds', rfc.requirements?.adds),
      ...named('Changes', rfc.requirements?.changes),
      ...named('Upstream', rfc.upstream),
      ...named('Sections', rfc.sections),
      'History:',
      ...historyLines(rfc),
      ...(next.length === 0 ? ['From here: nowhere; this is an end'] : ['From here:', ...next]),
      '',
    ].join('\n'),
  );
}

async function graph({ format, states }: { readonly format: string; readonly states?: boolean }): Promise<void> {
  if (states === true) {
    const { transitionsAsMermaid } = await load(() => import('../../governance/rfc/diagram.ts'));
    const { requireProcess } = await load(() => import('../../governance/process.ts'));
    const { diskFiles } = await load(() => import('../../governance/files.ts'));
    return print(transitionsAsMermaid(requireProcess(diskFiles(ROOT))));
  }
  const { graphAsDot, graphAsSvg, graphAsText } = await load(() => import('../../governance/rfc/draw.ts'));
  const { listRfcs } = await load(() => import('../../governance/rfc/list.ts'));
  const draw = { text: graphAsText, dot: graphAsDot, svg: graphAsSvg }[format];
  if (draw === undefined) throw new UsageError(`there is no format ${format} of the graph; it is text, dot or svg`);
  await print(draw(listRfcs({ root: ROOT })));
}
