/** The form for a dispute, filled in as far as a page knows. Its fields have the ids of `.github/ISSUE_TEMPLATE/dispute.yml`. */

export interface Dispute {
  readonly certificate?: string | undefined;
  readonly requirement?: string | undefined;
  /** Events that the finding points at. */
  readonly seq?: readonly number[] | undefined;
}

export function disputeUrl(repository: string, { certificate, requirement, seq = [] }: Dispute): string {
  const query = new URLSearchParams({ template: 'dispute.yml' });
  if (requirement !== undefined) query.set('title', `Dispute: ${requirement}`);
  if (certificate !== undefined) query.set('certificate', certificate);
  if (requirement !== undefined) query.set('requirement', requirement);
  if (seq.length > 0) query.set('seq', seq.join(', '));
  return `${repository}/issues/new?${query}`;
}
