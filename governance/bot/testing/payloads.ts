import webhooks from '@octokit/webhooks-examples';

/** Payloads as GitHub has sent them; only names and numbers are ours. */
export const recorded = (name: string, action: string, changes: (payload: never) => object): string => {
  const event = webhooks.find((each) => each.name === name);
  const payload = event?.examples.find((each) => 'action' in each && each.action === action);
  const copy = structuredClone(payload) as never;
  return JSON.stringify({ ...(copy as object), ...changes(copy) });
};
export const opened = (number: number, action = 'opened'): string =>
  recorded('pull_request', action, ({ pull_request }: never) => ({
    pull_request: Object.assign(pull_request, { number }),
  }));
export const ranOn = (head: string, event = 'pull_request'): string =>
  recorded('workflow_run', 'completed', ({ workflow_run }: never) => ({
    workflow_run: Object.assign(workflow_run, { head_sha: head, event }),
  }));

export const queue = (head: string): string =>
  recorded('merge_group', 'checks_requested', ({ merge_group }: never) => ({
    merge_group: Object.assign(merge_group, { head_sha: head }),
  }));
