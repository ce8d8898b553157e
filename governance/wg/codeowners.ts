/**
 * `.github/CODEOWNERS`, from the seats of the working groups: who holds one is asked to review what the group keeps. A group
 * whose seats are open owns nothing, and nobody is put in its place.
 */
import { writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { diskFiles } from '../files.ts';
import { requireProcess } from '../process.ts';
import { listRfcs, type RfcSummary } from '../rfc/list.ts';
import { listWorkingGroups, type WorkingGroupSummary } from './list.ts';

export const CODEOWNERS = '.github/CODEOWNERS';

const HEAD = `# Made from the seats in working-groups/*/charter.md by \`npm run -s accord -- bot codeowners --write\`; a test holds it to them.
# A group whose seats are open owns nothing here.
`;

/** What GitHub takes as a pattern: a space would end it. */
const pattern = (path: string): string => `/${path.replaceAll(' ', '\\ ')}`;

/** The path that a link of a charter names; null for one that leaves the repository, or means all of a shared folder. */
const kept = (group: WorkingGroupSummary, href: string, shared: ReadonlySet<string>): string | null => {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return null;
  const path = posix.normalize(posix.join(posix.dirname(group.file), href.replace(/#.*$/, '')));
  return path.startsWith('..') || path === '.' || shared.has(path.replace(/\/$/, '')) ? null : path;
};

const holders = ({ chairs }: WorkingGroupSummary): readonly string[] => [
  ...new Set(chairs.flatMap(({ holder }) => (holder.startsWith('@') ? [holder] : []))),
];

/** Folders that hold what several groups own. */
const SHARED = new Set(['rfcs', 'working-groups', 'specification', 'rfcs/decisions']);

const pathsOf = (group: WorkingGroupSummary, rfcs: readonly RfcSummary[]): readonly string[] => [
  `${posix.dirname(group.file)}/`,
  ...(group.deliverables ?? []).flatMap(({ topic, href }) => [
    ...(topic === undefined ? [] : [`specification/${topic}.md`]),
    ...(href === undefined ? [] : [kept(group, href, SHARED) ?? []].flat()),
  ]),
  ...rfcs.filter((rfc) => rfc.group === group.name).map(({ file }) => file),
];

/** In order of path, so that the file changes only where its sources do. The last line that fits a path counts. */
export const codeowners = (
  groups: readonly WorkingGroupSummary[],
  rfcs: readonly RfcSummary[],
  ended: readonly string[],
): string => {
  const owners = new Map<string, readonly string[]>();
  for (const group of groups.filter(({ status }) => !ended.includes(status)))
    for (const path of holders(group).length === 0 ? [] : pathsOf(group, rfcs))
      owners.set(path, [...new Set([...(owners.get(path) ?? []), ...holders(group)])]);
  const lines = [...owners]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, who]) => `${pattern(path)} ${who.join(' ')}\n`);
  return `${HEAD}${lines.length === 0 ? '' : '\n'}${lines.join('')}`;
};

export const codeownersFor = ({ root }: { readonly root: string }): string => {
  const process = requireProcess(diskFiles(root));
  const ended = process['working-groups'].statuses.filter(({ end }) => end === true).map(({ id }) => id);
  return codeowners(listWorkingGroups({ root }), listRfcs({ root }), ended);
};

export const writeCodeowners = ({ root }: { readonly root: string }): void =>
  writeFileSync(join(root, CODEOWNERS), codeownersFor({ root }));
