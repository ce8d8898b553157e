/** specification/subscriptions.md: what the acknowledgement says. */
import type { Checks } from '../engine/check.ts';
import { at, isObject, type JsonObject, member, quote } from '../engine/json.ts';
import { openUntil, type Subscription, subscriptions } from '../engine/listens.ts';
import type { Call } from '../engine/message.ts';
import { capabilitiesOn } from '../engine/session.ts';
import type { View } from '../engine/view.ts';

/** Kinds of change that the protocol has, and the capability that offers each. */
const OFFERED_BY: Readonly<Record<string, readonly [capability: string, name: string]>> = {
  toolsListChanged: ['tools', 'listChanged'],
  promptsListChanged: ['prompts', 'listChanged'],
  resourcesListChanged: ['resources', 'listChanged'],
  resourceSubscriptions: ['resources', 'subscribe'],
};

/** What a filter asks for: a member that is false, or names nothing, asks for nothing. */
const kindsIn = (filter: JsonObject): readonly string[] =>
  Object.keys(filter).filter((kind) => {
    const value = filter[kind];
    return value !== false && value !== null && !(Array.isArray(value) && value.length === 0);
  });

/** Of a filter that was acknowledged, what was not asked for: kinds, and URIs of resources. */
function beyond({ asked, honoured }: Subscription): readonly string[] {
  const kinds = kindsIn(honoured).filter((kind) => !kindsIn(asked).includes(kind));
  const uris = (filter: JsonObject): readonly unknown[] => {
    const listed = member(filter, 'resourceSubscriptions');
    return Array.isArray(listed) ? listed : [];
  };
  const more = kinds.includes('resourceSubscriptions')
    ? []
    : uris(honoured).filter((uri) => !uris(asked).includes(uri));
  return [...kinds, ...more.map((uri) => quote(uri))];
}

/** Whether the subject declares that it tells of this. Of a kind that the protocol does not have, no server could know. */
function isOffered(view: View, { connection }: Call, kind: string): boolean {
  const [capability, name] = Object.hasOwn(OFFERED_BY, kind) ? (OFFERED_BY[kind] ?? []) : [];
  return (
    capability !== undefined && name !== undefined && at(capabilitiesOn(view, connection), capability, name) === true
  );
}

const acknowledged = (view: View): readonly Required<Subscription>[] =>
  subscriptions(view).filter((each): each is Required<Subscription> => each.acknowledgement !== undefined);

export const checks: Checks = {
  'subscriptions.acknowledged.subset': (view, sink) => {
    for (const each of acknowledged(view)) {
      sink.examined();
      const said = at(each.acknowledgement.value, 'params', 'notifications');
      const more = beyond(each);
      if (isObject(said) && more.length === 0) continue;
      sink.finding({
        message: 'An acknowledgement does not list a part of what was asked for.',
        expected: `\`notifications\`, with nothing in it that ${quote(each.asked)} does not ask for`,
        actual: isObject(said) ? `also ${more.join(', ')}` : `\`notifications\`: ${quote(said)}`,
        seq: [each.acknowledgement.seq, each.call.request.seq],
      });
    }
  },

  'subscriptions.acknowledged.unsupported-omitted': (view, sink) => {
    for (const each of acknowledged(view)) {
      const unsupported = kindsIn(each.asked).filter((kind) => !isOffered(view, each.call, kind));
      if (unsupported.length === 0) continue;
      sink.examined();
      const listed = unsupported.filter((kind) => kindsIn(each.honoured).includes(kind));
      if (listed.length === 0) continue;
      sink.finding({
        message: 'An acknowledgement lists a kind of change that the server does not declare.',
        expected: `no ${unsupported.map((kind) => `\`${kind}\``).join(', ')} among what is told`,
        actual: listed.map((kind) => `\`${kind}\`: ${quote(each.honoured[kind])}`).join(', '),
        seq: [each.acknowledgement.seq, each.call.request.seq],
      });
    }
  },

  /** A permission: wherever another subscription was open already, its messages could have come in between. */
  'subscriptions.acknowledged.interleaved': (view, sink) => {
    for (const { call } of acknowledged(view)) {
      const open = subscriptions(view).some(
        (other) =>
          other.call.connection === call.connection &&
          other.acknowledgement !== undefined &&
          other.acknowledgement.seq < call.request.seq &&
          openUntil(other) > call.request.seq,
      );
      if (open) sink.examined();
    }
  },
};
