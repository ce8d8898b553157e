/** specification/caching.md */
import type { Checks } from './engine/check.ts';
import { canonical, type JsonObject, member, quote } from './engine/json.ts';
import type { Call } from './engine/message.ts';
import { isFinal, LISTS, type ListMethod, listings } from './engine/readers.ts';
import { remembered } from './engine/remember.ts';
import type { View } from './engine/view.ts';
import { valueWords } from './schema/words.ts';

const LIST_METHODS = Object.keys(LISTS) as readonly ListMethod[];
const CACHEABLE = ['server/discover', ...LIST_METHODS, 'resources/read'];
const SCOPES: readonly unknown[] = ['public', 'private'];

interface Kept {
  readonly call: Call;
  readonly result: JsonObject;
  readonly seq: readonly number[];
}

/** Results of what can be kept. */
const results = (view: View): readonly Kept[] =>
  CACHEABLE.flatMap((method) => view.callsTo(method)).flatMap((call) => {
    const { result, response, request } = call;
    return result === undefined ? [] : [{ call, result, seq: [response?.seq ?? request.seq, request.seq] }];
  });

/** Results that have to say how long they may be kept. One that does not say that it is complete is another rule's business. */
const cacheable = remembered((view): readonly Kept[] =>
  results(view).filter(({ result }) => member(result, 'resultType') === 'complete'),
);

export const checks: Checks = {
  'caching.hints.present': (view, sink) => {
    for (const { call, result, seq } of cacheable(view)) {
      sink.examined();
      const ttl = member(result, 'ttlMs');
      const scope = member(result, 'cacheScope');
      const wrong = [
        ...(Number.isInteger(ttl) ? [] : [`\`ttlMs\` is ${valueWords(ttl)}`]),
        ...(SCOPES.includes(scope) ? [] : [`\`cacheScope\` is ${valueWords(scope)}`]),
      ];
      if (wrong.length === 0) continue;
      sink.finding({
        message: `The result of \`${call.method}\` does not say for how long or for whom it may be kept.`,
        expected: 'an integer `ttlMs`, and a `cacheScope` that is "public" or "private"',
        actual: wrong.join('; '),
        seq,
      });
    }
  },

  'caching.ttl.non-negative': (view, sink) => {
    // Whatever else a result says of itself: a question that has hints at all breaks another rule.
    for (const { call, result, seq } of results(view)) {
      const ttl = member(result, 'ttlMs');
      if (typeof ttl !== 'number' || !isFinal(result)) continue;
      sink.examined();
      if (ttl >= 0) continue;
      sink.finding({
        message: `The \`ttlMs\` of the result of \`${call.method}\` is negative.`,
        expected: '0 or more',
        actual: quote(ttl),
        seq,
      });
    }
  },

  'caching.page.same-scope': (view, sink) => {
    for (const { method, pages } of LIST_METHODS.flatMap((each) => listings(view, each))) {
      const [first, ...others] = pages.filter(({ result }) => SCOPES.includes(member(result, 'cacheScope')));
      if (first === undefined || others.length === 0) continue;
      sink.examined();
      const scope = member(first.result, 'cacheScope');
      const other = others.find(({ result }) => member(result, 'cacheScope') !== scope);
      if (other === undefined) continue;
      sink.finding({
        message: `The pages of one walk over \`${method}\` do not have the same \`cacheScope\`.`,
        expected: `${quote(scope)} on every page`,
        actual: `${quote(member(other.result, 'cacheScope'))} on a later one`,
        seq: [other.response?.seq ?? other.request.seq, first.response?.seq ?? first.request.seq],
      });
    }
  },

  'caching.hints.none-on-interim': (view, sink) => {
    for (const { result, response, request, method } of view.calls) {
      if (result === undefined || member(result, 'resultType') !== 'input_required') continue;
      sink.examined();
      const hints = ['ttlMs', 'cacheScope'].filter((name) => Object.hasOwn(result, name));
      if (hints.length === 0) continue;
      sink.finding({
        message: `A result of \`${method}\` that asks for input says how it may be kept.`,
        expected: 'neither `ttlMs` nor `cacheScope`: a question is nothing to keep',
        actual: hints.map((name) => `\`${name}\`: ${quote(result[name])}`).join(', '),
        seq: [response?.seq ?? request.seq, request.seq],
      });
    }
  },

  /** Permissions: whatever was told for a while may change or be told of, and no change breaks them. */
  'caching.ttl.early-change': (view, sink) => {
    const fresh = new Set<string>();
    for (const { call, result } of cacheable(view)) {
      const isFresh = Number(member(result, 'ttlMs')) > 0;
      if (!isFresh && fresh.size === 0) continue;
      const asked = `${call.method} ${canonical(call.params)}`;
      if (fresh.has(asked)) sink.examined();
      if (isFresh) fresh.add(asked);
    }
  },
  'caching.notification.optional': (view, sink) => {
    for (const { result } of cacheable(view)) if (typeof member(result, 'ttlMs') === 'number') sink.examined();
  },
  'caching.page.no-consistency': (view, sink) => {
    for (const { pages } of LIST_METHODS.flatMap((each) => listings(view, each))) {
      if (pages.length > 1) sink.examined();
    }
  },

  /** A permission: each list of several pages could make use of it, and none breaks it. */
  'caching.page.ttl': (view, sink) => {
    for (const { pages } of LIST_METHODS.flatMap((each) => listings(view, each))) {
      if (pages.length > 1) sink.examined();
    }
  },
};
