/** Events by their kind, sorted once: most rules that read events want the few of one kind. */
import type { TranscriptEvent } from '../../evidence/transcript.ts';
import { groupBy } from './order.ts';
import { remembered } from './remember.ts';
import type { View } from './view.ts';

type Kind = TranscriptEvent['kind'];
type EventOf<K extends Kind> = Extract<TranscriptEvent, { readonly kind: K }>;

const byKind = remembered((view) => groupBy(view.events, ({ kind }) => kind));

/** In order. */
export const eventsOf = <K extends Kind>(view: View, kind: K): readonly EventOf<K>[] =>
  (byKind(view).get(kind) ?? []) as readonly EventOf<K>[];
