/** All probes, in the order in which they run: what only looks comes first, what might upset a subject last. */
import { probes as authorization } from './authorization.ts';
import { probes as batches } from './base/batches.ts';
import { probes as listsAgain } from './base/lists-again.ts';
import { probes as malformed } from './base/malformed.ts';
import { probes as statelessness } from './base/statelessness.ts';
import { probes as base } from './base.ts';
import { probes as caching } from './caching.ts';
import { probes as cancellation } from './cancellation.ts';
import { probes as completion } from './completion.ts';
import { probes as discovery } from './discovery.ts';
import { probes as elicitation } from './elicitation.ts';
import type { Probe } from './engine/probe.ts';
import { probes as http } from './http.ts';
import { probes as lifecycle } from './lifecycle.ts';
import { probes as logging } from './logging.ts';
import { probes as mrtr } from './mrtr.ts';
import { probes as pagination } from './pagination.ts';
import { probes as progress } from './progress.ts';
import { probes as prompts } from './prompts.ts';
import { probes as links } from './resources/links.ts';
import { probes as resources } from './resources.ts';
import { probes as roots } from './roots.ts';
import { probes as sampling } from './sampling.ts';
import { probes as stdio } from './stdio.ts';
import { probes as subscriptions } from './subscriptions.ts';
import { probes as tasks } from './tasks.ts';
import { list, probes as tools } from './tools.ts';
import { probes as versioning } from './versioning.ts';

export const probes: readonly Probe[] = [
  ...lifecycle,
  ...discovery,
  ...versioning,
  ...statelessness,
  ...list,
  // What may take long begins early, and goes on beside the others.
  ...progress,
  ...tools,
  ...resources,
  ...prompts,
  ...completion,
  ...pagination,
  ...caching,
  ...subscriptions,
  ...tasks,
  ...elicitation,
  ...mrtr,
  ...sampling,
  ...base,
  ...http,
  ...authorization,
  ...logging,
  ...listsAgain,
  ...links,
  ...roots,
  ...cancellation,
  ...batches,
  ...malformed,
  ...stdio,
];
