/** A check run on a commit. What it said last is known by its digest, so that saying it again is not needed. */
import { createHash } from 'node:crypto';
import type { Annotation, CheckAction } from '../action.ts';
import type { Target } from '../target.ts';
import { fitted } from '../text.ts';

/** As many as GitHub takes at once; more are added in further requests. */
const AT_ONCE = 50;

const toGitHub = ({ path, line, level, title, message }: Annotation) => ({
  path,
  start_line: line,
  end_line: line,
  annotation_level: level,
  title: title.slice(0, 255),
  message: fitted(message, 4000),
});

export async function check(action: CheckAction, target: Target): Promise<void> {
  const { name, head, conclusion, title, annotations } = action;
  const { checks } = target.octokit.rest;
  const digest = createHash('sha256').update(JSON.stringify(action)).digest('hex');
  const { data } = await checks.listForRef({ ...target.repository, ref: head, check_name: name, per_page: 100 });
  const newest = data.check_runs.reduce<(typeof data.check_runs)[number] | undefined>(
    (latest, run) => (latest === undefined || run.id > latest.id ? run : latest),
    undefined,
  );
  // Cut off between two requests, it is still in progress, and is made again.
  if (newest?.external_id === digest && newest.status === 'completed') return;
  const batches = Array.from({ length: Math.max(1, Math.ceil(annotations.length / AT_ONCE)) }, (_, batch) =>
    annotations.slice(batch * AT_ONCE, (batch + 1) * AT_ONCE).map(toGitHub),
  );
  const output = (batch: number) => ({
    title,
    summary: fitted(action.summary),
    annotations: batches[batch] ?? [],
  });
  const state = (batch: number) =>
    batch === batches.length - 1
      ? ({ status: 'completed', conclusion } as const)
      : ({ status: 'in_progress' } as const);
  const made = await target.write(`set the check ${name} on ${head.slice(0, 10)} to ${conclusion}`, () =>
    checks.create({
      ...target.repository,
      name,
      head_sha: head,
      external_id: digest,
      ...state(0),
      output: output(0),
    }),
  );
  if (made === null) return;
  for (const batch of batches.keys())
    if (batch > 0)
      await target.write(`add ${batches[batch]?.length ?? 0} annotations to it`, () =>
        checks.update({
          ...target.repository,
          check_run_id: made.data.id,
          ...state(batch),
          output: output(batch),
        }),
      );
}
