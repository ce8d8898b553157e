/** Tools that say something before they answer: log messages, progress, changes of the server. */
import { pause } from '../context.ts';
import { WATCHED } from '../resources.ts';
import { text } from '../samples.ts';
import { NO_PARAMETERS, READ_ONLY, type Tool } from './tool.ts';

/** Long enough to be seen as separate events, short enough for a test suite. */
const STEP = 20;

const done = (what: string) => ({ content: [text(what)] });

/**
 * Announces that a list changed. The list stays as it is: a call must not change what another connection is told, and a client
 * that lists again after the notice sees for itself.
 */
const announcing = (name: string, what: 'tools' | 'prompts' | 'resources'): Tool => ({
  listed: {
    name,
    description: `Tells everybody who listens that the list of ${what} changed`,
    inputSchema: NO_PARAMETERS,
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
  },
  run(_args, { changes }) {
    changes.announce({ what });
    return done(`Announced a change of ${what}`);
  },
});

export const NOTIFYING_TOOLS: readonly Tool[] = [
  {
    listed: {
      name: 'test_tool_with_logging',
      description: 'Logs three messages',
      inputSchema: NO_PARAMETERS,
      ...READ_ONLY,
    },
    async run(_args, { log, signal }) {
      log('info', 'Tool execution started');
      await pause(STEP, signal);
      log('info', 'Tool processing data');
      await pause(STEP, signal);
      log('info', 'Tool execution completed');
      return done('Tool with logging executed successfully');
    },
  },
  {
    listed: {
      name: 'test_logging_tool',
      description: 'Logs a message of the level debug and one of the level error',
      inputSchema: NO_PARAMETERS,
      ...READ_ONLY,
    },
    run(_args, { log }) {
      log('debug', 'A detail');
      log('error', { reason: 'An error, for the sake of the example' });
      return done('Logged two messages to those who wanted them');
    },
  },
  {
    listed: {
      name: 'test_logging_secret',
      description: 'Takes a password, logs that somebody signed in with one, and keeps it to itself',
      inputSchema: {
        type: 'object',
        properties: { word: { type: 'string', format: 'password' } },
        required: ['word'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: false },
    },
    run({ word }, { log }) {
      log('info', `Somebody signs in with a password of ${String(word).length} characters`);
      return done('Signed in');
    },
  },
  {
    listed: {
      name: 'test_tool_with_progress',
      description: 'Reports progress three times',
      inputSchema: NO_PARAMETERS,
      ...READ_ONLY,
    },
    async run(_args, { progress, signal }) {
      progress(0, 100, 'Started');
      await pause(STEP, signal);
      progress(50, 100, 'Half way');
      await pause(STEP, signal);
      progress(100, 100, 'Finished');
      return done('Reported progress');
    },
  },
  {
    listed: {
      name: 'wait',
      description: 'Waits, and can be cancelled meanwhile; reports progress when it starts',
      inputSchema: {
        type: 'object',
        properties: { milliseconds: { type: 'integer', minimum: 0, maximum: 60_000 } },
        required: ['milliseconds'],
        additionalProperties: false,
      },
      ...READ_ONLY,
      // A key of our own, in the form that keys of `_meta` have.
      _meta: { 'com.example/cancellable': true },
    },
    async run({ milliseconds }, { progress, signal }) {
      progress(0, 1, 'Waiting');
      await pause(Number(milliseconds), signal);
      return done(`Waited ${milliseconds} ms`);
    },
  },
  {
    listed: {
      name: 'test_reconnection',
      description:
        'Closes its connection and answers to whoever resumes the stream (2025-11-25 over HTTP; elsewhere it just answers)',
      inputSchema: NO_PARAMETERS,
      annotations: { readOnlyHint: false, destructiveHint: false },
    },
    async run(_args, { dropConnection, signal }) {
      dropConnection();
      await pause(STEP, signal);
      return done('Reconnection test completed successfully.');
    },
  },
  {
    only: 'stateless',
    listed: {
      name: 'end_subscriptions',
      description: 'Ends every subscription that is open, as a server does that stops',
      inputSchema: NO_PARAMETERS,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
    },
    run(_args, { changes }) {
      changes.endSubscriptions();
      return done('Ended all subscriptions');
    },
  },
  announcing('test_trigger_tool_change', 'tools'),
  announcing('test_trigger_prompt_change', 'prompts'),
  announcing('test_trigger_resource_change', 'resources'),
  {
    listed: {
      name: 'touch_watched_resource',
      description: `Changes ${WATCHED}`,
      inputSchema: NO_PARAMETERS,
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false },
    },
    run(_args, { changes }) {
      changes.touch(WATCHED);
      return done(`${WATCHED} is now at revision ${changes.revision}`);
    },
  },
];
