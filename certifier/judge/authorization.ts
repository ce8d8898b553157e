/** specification/authorization.md: what a server shows of it. */
import { ownMetadata } from './authorization/readers.ts';
import { checks as refusals } from './authorization/refusals.ts';
import { checks as scopes } from './authorization/scopes.ts';
import type { Check, Checks } from './engine/check.ts';
import { header } from './engine/exchange.ts';
import { member, quote } from './engine/json.ts';

/** Where the endpoint itself ends with a slash, that slash may mean something. */
const noTrailingSlash: Check = (view, sink) => {
  const metadata = ownMetadata(view);
  if (metadata.length === 0) return;
  const isEndpoint = ({ request }: (typeof view.exchanges)[number]): boolean =>
    request.method === 'POST' && header(request.headers, 'content-type') !== undefined;
  const paths = view.exchanges.filter(isEndpoint).map(({ request }) => request.target.split('?', 1)[0] ?? '');
  const isMeant = paths.some((path) => path.length > 1 && path.endsWith('/'));
  for (const { value, seq } of metadata) {
    const resource = String(member(value, 'resource'));
    if (isMeant) continue;
    sink.examined();
    if (!resource.endsWith('/')) continue;
    sink.finding({
      message: 'The resource metadata write the URI of the server with a slash at its end.',
      expected: quote(resource.replace(/\/+$/, '')),
      actual: quote(resource),
      seq: [seq],
    });
  }
};

export const checks: Checks = {
  ...refusals,
  ...scopes,
  'authorization.resource.no-trailing-slash': noTrailingSlash,
};
