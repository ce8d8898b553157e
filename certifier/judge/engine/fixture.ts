/** Tools by which a fixture makes something happen: probes call them by name, and checks find their situations by the calls. */
import { at, member } from './json.ts';
import type { Call } from './message.ts';
import { groupBy } from './order.ts';
import { listings } from './readers.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

/** The resource that `touch_watched_resource` changes. */
export const WATCHED = 'test://watched-resource';
export const ENDS_SUBSCRIPTIONS = 'end_subscriptions';
/** It asks its user, waits for a moment, gives the question up and says so in its result. */
export const GIVES_UP = 'test_elicitation_given_up';
/** It is given a secret, and logs what it does with it. */
export const SIGNS_IN = 'test_logging_secret';
/** It asks its user for an e-mail address, and logs that it has one. */
export const ENROLS = 'test_logging_email';

/** Beginnings of texts of ours that are like no other: a secret, and what a user says too late. */
export const SECRET = 'accord-secret-';
export const LATE = 'accord-late-';

export const LIST_CHANGED = {
  tools: 'notifications/tools/list_changed',
  prompts: 'notifications/prompts/list_changed',
  resources: 'notifications/resources/list_changed',
} as const;
export const UPDATED = 'notifications/resources/updated';

/** Tool → the notification that tells of what it changes. */
export const TELLS_OF: Readonly<Record<string, string>> = {
  test_trigger_tool_change: LIST_CHANGED.tools,
  test_trigger_prompt_change: LIST_CHANGED.prompts,
  test_trigger_resource_change: LIST_CHANGED.resources,
  touch_watched_resource: UPDATED,
};

export const succeeded = ({ result }: Call): boolean => result !== undefined && member(result, 'isError') !== true;

/** How the tools of the contract are named, but for a few that ours adds. */
const OF_CONTRACT = /^test_/;

/**
 * Whether the subject was taken to keep the contract: one of its tools was called, and answered with a result, that does not say it only
 * reads. Where it was not, nobody calls such a one without being told to.
 */
export const keepsContract = remembered((view: View): boolean => {
  const readers = new Set(
    listings(view, 'tools/list')
      .flatMap(({ items }) => items)
      .filter(({ value }) => at(value, 'annotations', 'readOnlyHint') === true)
      .map(({ value }) => member(value, 'name')),
  );
  return view
    .callsTo('tools/call')
    .some(
      ({ params: { name }, result }) =>
        typeof name === 'string' && OF_CONTRACT.test(name) && !readers.has(name) && result !== undefined,
    );
});

/** Calls of such tools that did what they are for, in order: by the method of the notification that is due. */
export const changesMade = remembered((view: View) =>
  groupBy(
    view.callsTo('tools/call').filter((call) => toldBy(call) !== undefined && succeeded(call)),
    (call) => toldBy(call) as string,
  ),
);

function toldBy({ params }: Call): string | undefined {
  const { name } = params;
  return typeof name === 'string' && Object.hasOwn(TELLS_OF, name) ? TELLS_OF[name] : undefined;
}
