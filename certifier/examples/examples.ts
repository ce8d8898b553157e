/** All examples. */
import { examples as authorization } from './authorization.ts';
import { examples as base } from './base.ts';
import { examples as caching } from './caching.ts';
import { examples as cancellation } from './cancellation.ts';
import { examples as completion } from './completion.ts';
import { examples as discovery } from './discovery.ts';
import { examples as elicitation } from './elicitation.ts';
import type { Examples } from './engine/example.ts';
import { examples as http } from './http.ts';
import { examples as lifecycle } from './lifecycle.ts';
import { examples as logging } from './logging.ts';
import { examples as mrtr } from './mrtr.ts';
import { examples as pagination } from './pagination.ts';
import { examples as principles } from './principles.ts';
import { examples as progress } from './progress.ts';
import { violating as ofPrompts, examples as prompts } from './prompts.ts';
import { examples as resources } from './resources.ts';
import { examples as roots } from './roots.ts';
import { examples as sampling } from './sampling.ts';
import { examples as schema } from './schema.ts';
import { examples as stdio } from './stdio.ts';
import { examples as subscriptions } from './subscriptions.ts';
import { violating as ofTasks, examples as tasks } from './tasks.ts';
import { violating as ofTools, examples as tools } from './tools.ts';
import { examples as transports } from './transports.ts';
import { violating as ofVersioning, examples as versioning } from './versioning.ts';

/** Requirement id → the transcript that its check passes. */
export const examples: Examples = {
  ...authorization,
  ...base,
  ...caching,
  ...cancellation,
  ...completion,
  ...discovery,
  ...elicitation,
  ...http,
  ...lifecycle,
  ...logging,
  ...mrtr,
  ...pagination,
  ...principles,
  ...progress,
  ...prompts,
  ...resources,
  ...roots,
  ...sampling,
  ...schema,
  ...stdio,
  ...subscriptions,
  ...tasks,
  ...tools,
  ...transports,
  ...versioning,
};

/** Requirement id → a violating transcript, only where the mutant changes what a probe sends next and so cannot be applied to the other. */
export const violating: Examples = { ...ofPrompts, ...ofTasks, ...ofTools, ...ofVersioning };
