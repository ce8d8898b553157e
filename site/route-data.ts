/** Starlight dates only documents below its own folder; ours stand all over the repository. */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { changes } from './lib/history.ts';

export const onRequest = defineRouteMiddleware((context) => {
  const { starlightRoute } = context.locals;
  const file = starlightRoute.entry.filePath;
  const changed = file === undefined ? undefined : changes().get(file);
  if (changed !== undefined) starlightRoute.lastUpdated = changed;
});
