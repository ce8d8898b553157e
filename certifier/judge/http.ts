/** specification/http.md, by section. */
import type { Checks } from './engine/check.ts';
import { checks as bind } from './http/bind.ts';
import { checks as delivery } from './http/delivery.ts';
import { checks as disconnects } from './http/disconnects.ts';
import { checks as endpoint } from './http/endpoint.ts';
import { checks as headers } from './http/headers.ts';
import { checks as legacy } from './http/legacy.ts';
import { checks as listening } from './http/listening.ts';
import { checks as messages } from './http/messages.ts';
import { checks as origin } from './http/origin.ts';
import { checks as params } from './http/params.ts';
import { checks as related } from './http/related.ts';
import { checks as resumption } from './http/resumption.ts';
import { checks as sessions } from './http/sessions.ts';
import { checks as streams } from './http/streams.ts';
import { checks as subscriptions } from './http/subscriptions.ts';
import { checks as versions } from './http/versions.ts';

export const checks: Checks = {
  ...endpoint,
  ...bind,
  ...origin,
  ...messages,
  ...streams,
  ...subscriptions,
  ...listening,
  ...related,
  ...delivery,
  ...legacy,
  ...disconnects,
  ...resumption,
  ...sessions,
  ...versions,
  ...headers,
  ...params,
};
