/** specification/http.md: the origin of a request. */
import type { Checks } from '../engine/check.ts';
import { header } from '../engine/exchange.ts';
import { quote } from '../engine/json.ts';
import { refuses } from './refusals.ts';

export const checks: Checks = {
  'http.origin.forbidden': refuses(
    ['foreign-origin'],
    { status: 403 },
    ({ exchange }) =>
      `A request from the origin ${quote(header(exchange.request.headers, 'origin'))}, which is nobody's, was not forbidden.`,
  ),
};
