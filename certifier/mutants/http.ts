/** specification/http.md, by section. */
import type { Further, Liberties, Mutants } from './engine/mutant.ts';
import { mutants as bind } from './http/bind.ts';
import { mutants as disconnects } from './http/disconnects.ts';
import { further as furtherHeaders, mutants as headers } from './http/headers.ts';
import { further as furtherLegacy, mutants as legacy } from './http/legacy.ts';
import { mutants as listening, liberties as ofListening } from './http/listening.ts';
import { further as furtherMessages, mutants as messages, liberties as ofMessages } from './http/messages.ts';
import { further as furtherOrigin, liberties as ofOrigin, mutants as origin } from './http/origin.ts';
import { further as furtherParams, mutants as params } from './http/params.ts';
import { further as furtherRelated, liberties as ofRelated, mutants as related } from './http/related.ts';
import { liberties as ofResumption, mutants as resumption } from './http/resumption.ts';
import { liberties as ofSessions, mutants as sessions } from './http/sessions.ts';
import { further as furtherStreams, liberties as ofStreams, mutants as streams } from './http/streams.ts';
import { mutants as subscriptions } from './http/subscriptions.ts';
import { mutants as versions } from './http/versions.ts';

export const mutants: Mutants = {
  ...bind,
  ...origin,
  ...messages,
  ...streams,
  ...listening,
  ...subscriptions,
  ...related,
  ...disconnects,
  ...resumption,
  ...sessions,
  ...versions,
  ...headers,
  ...params,
  ...legacy,
};

export const further: Further = {
  ...furtherHeaders,
  ...furtherLegacy,
  ...furtherMessages,
  ...furtherOrigin,
  ...furtherParams,
  ...furtherRelated,
  ...furtherStreams,
};

export const liberties: Liberties = {
  ...ofOrigin,
  ...ofMessages,
  ...ofStreams,
  ...ofListening,
  ...ofRelated,
  ...ofResumption,
  ...ofSessions,
};
