/** specification/http.md, by section. */
import type { Examples } from './engine/example.ts';
import { examples as bind } from './http/bind.ts';
import { examples as disconnects } from './http/disconnects.ts';
import { examples as headers } from './http/headers.ts';
import { examples as legacy } from './http/legacy.ts';
import { examples as listening } from './http/listening.ts';
import { examples as messages } from './http/messages.ts';
import { examples as origin } from './http/origin.ts';
import { examples as params } from './http/params.ts';
import { examples as related } from './http/related.ts';
import { examples as resumption } from './http/resumption.ts';
import { examples as sessions } from './http/sessions.ts';
import { examples as streams } from './http/streams.ts';
import { examples as subscriptions } from './http/subscriptions.ts';
import { examples as versions } from './http/versions.ts';

export const examples: Examples = {
  ...bind,
  ...origin,
  ...messages,
  ...streams,
  ...subscriptions,
  ...listening,
  ...related,
  ...legacy,
  ...disconnects,
  ...resumption,
  ...sessions,
  ...versions,
  ...headers,
  ...params,
};
