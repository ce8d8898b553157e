import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';

/** A Note says that the text can be read in two ways, so a breach only warns. That is a decision, and each stands here. */
const DOUBTFUL = [
  'authorization-security.session.not-authentication',
  'cancellation.subscription.told',
  'completion.security.inputs-validated',
  'elicitation.required-error.code',
  'http.cancel.disconnect-cancels',
  'lifecycle.initialize.server-silent',
  'lifecycle.operation.version',
  'prompts.content.embedded-mime-type',
  'stdio.cancel.no-further-messages',
  'tasks.auth.secure-ids',
  'tasks.lifecycle.begins-working',
  'tasks.related.all-messages',
  'tasks.result.cancelled',
  'tasks.tool.required-code',
];

test('of the MUSTs that a server is probed for, these warn in place of failing, and no others', () => {
  const warning = catalogue.requirements
    .filter(({ level, basis, probe }) => level.startsWith('MUST') && basis === 'keyword' && probe !== undefined)
    .filter(({ ambiguous }) => ambiguous)
    .map(({ id }) => id);
  expect(warning.sort()).toEqual(DOUBTFUL);
});
