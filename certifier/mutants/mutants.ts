/** All mutants and liberties, and the further ways in which some requirements are broken. */
import { mutants as authorization, liberties as ofAuthorization } from './authorization.ts';
import { mutants as authorizationDiscovery } from './authorization-discovery.ts';
import { mutants as authorizationSecurity, further as furtherOfSecurity } from './authorization-security.ts';
import { mutants as base, further as furtherOfBase, liberties as ofBase } from './base.ts';
import { mutants as caching, liberties as ofCaching } from './caching.ts';
import {
  mutants as cancellation,
  further as furtherOfCancellation,
  liberties as ofCancellation,
} from './cancellation.ts';
import { mutants as completion, further as furtherOfCompletion } from './completion.ts';
import { mutants as discovery, liberties as ofDiscovery } from './discovery.ts';
import { mutants as elicitation, further as furtherOfElicitation, liberties as ofElicitation } from './elicitation.ts';
import type { Further, Liberties, Mutants } from './engine/mutant.ts';
import { further as furtherOfHttp, mutants as http, liberties as ofHttp } from './http.ts';
import { further as furtherOfLifecycle, mutants as lifecycle, liberties as ofLifecycle } from './lifecycle.ts';
import { further as furtherOfLogging, mutants as logging, liberties as ofLogging } from './logging.ts';
import { further as furtherOfMrtr, mutants as mrtr, liberties as ofMrtr } from './mrtr.ts';
import { further as furtherOfPagination, liberties as ofPagination, mutants as pagination } from './pagination.ts';
import { mutants as principles } from './principles.ts';
import { liberties as ofProgress, mutants as progress } from './progress.ts';
import { further as furtherOfPrompts, liberties as ofPrompts, mutants as prompts } from './prompts.ts';
import { further as furtherOfResources, liberties as ofResources, mutants as resources } from './resources.ts';
import { further as furtherOfRoots, mutants as roots } from './roots.ts';
import { liberties as ofSampling, mutants as sampling } from './sampling.ts';
import { liberties as ofSchema, mutants as schema } from './schema.ts';
import { further as furtherOfStdio, liberties as ofStdio, mutants as stdio } from './stdio.ts';
import {
  further as furtherOfSubscriptions,
  liberties as ofSubscriptions,
  mutants as subscriptions,
} from './subscriptions.ts';
import { further as furtherOfTasks, liberties as ofTasks, mutants as tasks } from './tasks.ts';
import { further as furtherOfTools, liberties as ofTools, mutants as tools } from './tools.ts';
import { mutants as transports } from './transports.ts';
import { further as furtherOfVersioning, mutants as versioning } from './versioning.ts';

export const mutants: Mutants = {
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
  ...schema,
  ...sampling,
  ...stdio,
  ...subscriptions,
  ...tasks,
  ...tools,
  ...transports,
  ...versioning,
};

export const further: Further = {
  ...furtherOfSecurity,
  ...furtherOfBase,
  ...furtherOfCancellation,
  ...furtherOfCompletion,
  ...furtherOfElicitation,
  ...furtherOfHttp,
  ...furtherOfLifecycle,
  ...furtherOfLogging,
  ...furtherOfMrtr,
  ...furtherOfPagination,
  ...furtherOfPrompts,
  ...furtherOfResources,
  ...furtherOfRoots,
  ...furtherOfStdio,
  ...furtherOfSubscriptions,
  ...furtherOfTasks,
  ...furtherOfTools,
  ...furtherOfVersioning,
};

export const liberties: Liberties = {
  ...ofAuthorization,
  ...ofBase,
  ...ofCaching,
  ...ofCancellation,
  ...ofDiscovery,
  ...ofHttp,
  ...ofElicitation,
  ...ofLifecycle,
  ...ofLogging,
  ...ofMrtr,
  ...ofSampling,
  ...ofPagination,
  ...ofProgress,
  ...ofPrompts,
  ...ofResources,
  ...ofSchema,
  ...ofStdio,
  ...ofSubscriptions,
  ...ofTasks,
  ...ofTools,
};
