/** The ruler: rules, checks and profiles together, as this version of the suite has them. */
import { rules } from '../catalogue/rules.ts';
import { profiles } from '../profiles/profiles.ts';
import { checks as authorization } from './authorization.ts';
import { checks as authorizationDiscovery } from './authorization-discovery.ts';
import { checks as authorizationSecurity } from './authorization-security.ts';
import { checks as base } from './base.ts';
import { checks as caching } from './caching.ts';
import { checks as cancellation } from './cancellation.ts';
import { checks as completion } from './completion.ts';
import { checks as discovery } from './discovery.ts';
import { disputed } from './disputed.ts';
import { checks as elicitation } from './elicitation.ts';
import type { Checks } from './engine/check.ts';
import { checks as http } from './http.ts';
import type { Ruler } from './judge.ts';
import { checks as lifecycle } from './lifecycle.ts';
import { checks as logging } from './logging.ts';
import { checks as mrtr } from './mrtr.ts';
import { checks as pagination } from './pagination.ts';
import { checks as principles } from './principles.ts';
import { checks as progress } from './progress.ts';
import { checks as prompts } from './prompts.ts';
import { checks as resources } from './resources.ts';
import { checks as roots } from './roots.ts';
import { checks as sampling } from './sampling.ts';
import { checks as schema } from './schema.ts';
import { checks as stdio } from './stdio.ts';
import { checks as subscriptions } from './subscriptions.ts';
import { checks as tasks } from './tasks.ts';
import { checks as tools } from './tools.ts';
import { checks as transports } from './transports.ts';
import { checks as versioning } from './versioning.ts';

export const checks: Checks = {
  ...authorization,
  ...authorizationDiscovery,
  ...authorizationSecurity,
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

export const ruler: Omit<Ruler, 'suite'> = { rules, checks, profiles, disputed: new Set(disputed.keys()) };
