/** specification/http.md, by section. */
import type { Probe } from './engine/probe.ts';
import { probes as bind } from './http/bind.ts';
import { probes as headers } from './http/headers.ts';
import { probes as legacy } from './http/legacy.ts';
import { probes as listening } from './http/listening.ts';
import { probes as messages } from './http/messages.ts';
import { probes as origin } from './http/origin.ts';
import { probes as params } from './http/params.ts';
import { probes as resumption } from './http/resumption.ts';
import { probes as sessions } from './http/sessions.ts';
import { probes as streams } from './http/streams.ts';
import { probes as versions } from './http/versions.ts';

export const probes: readonly Probe[] = [
  ...messages,
  ...streams,
  ...listening,
  ...bind,
  ...origin,
  ...headers,
  ...params,
  ...versions,
  ...resumption,
  ...sessions,
  ...legacy,
];
