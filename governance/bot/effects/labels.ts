/** The labels that are ours to set, and no others. */
import type { Label, LabelsAction } from '../action.ts';
import { unlessGone } from '../github.ts';
import type { Target } from '../target.ts';

const lower = ({ name }: { readonly name: string }): string => name.toLowerCase();

export async function addMissing(on: number, labels: readonly Label[], has: readonly string[], target: Target) {
  const missing = labels.filter((label) => !has.includes(lower(label)));
  if (missing.length === 0) return;
  await target.ensureLabels(missing);
  const names = missing.map(({ name }) => name);
  await target.write(`add to #${on} the labels ${names.join(', ')}`, () =>
    target.octokit.rest.issues.addLabels({ ...target.repository, issue_number: on, labels: names }),
  );
}

export async function labels({ on, owned, labels: wanted }: LabelsAction, target: Target): Promise<void> {
  const { issues } = target.octokit.rest;
  const there = await target.octokit.paginate(issues.listLabelsOnIssue, {
    ...target.repository,
    issue_number: on,
    per_page: 100,
  });
  const isOwned = (name: string) => owned.some((prefix) => name.startsWith(prefix.toLowerCase()));
  const names = wanted.map(lower);
  for (const { name } of there.filter((label) => isOwned(lower(label)) && !names.includes(lower(label))))
    await target.write(`take from #${on} the label ${name}`, () =>
      unlessGone(issues.removeLabel({ ...target.repository, issue_number: on, name })),
    );
  await addMissing(on, wanted, there.map(lower), target);
}
