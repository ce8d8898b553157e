/** specification/base.md: the context of a trace, in `_meta`. */
import type { Check, Checks } from '../engine/check.ts';
import { type Json, member, quote } from '../engine/json.ts';
import { metas } from './metas.ts';

/** W3C Trace Context, section 3.2: version, trace id, parent id, flags; a later version may have more behind them. */
const PARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

function isTraceparent(text: string): boolean {
  const [, version, trace = '', parent = '', more] = PARENT.exec(text) ?? [];
  if (version === undefined || version === 'ff') return false;
  return /[^0]/.test(trace) && /[^0]/.test(parent) && (version !== '00' || more === undefined);
}

/**
 * Section 3.3: members of a list, some of which may be empty. A key begins with a letter, or with a tenant and an at sign; Level 2
 * lets every key begin with a digit, and is as good a reading.
 */
const STATE_KEY = /^[a-z0-9][a-z0-9_*/@-]{0,255}$/;
const STATE_VALUE = /^[ -+\--<>-~]{0,255}[!-+\--<>-~]$/;
const MOST_MEMBERS = 32;

function isTracestate(text: string): boolean {
  const members = text.split(',').map((each) => each.replace(/^[ \t]+|[ \t]+$/g, ''));
  const filled = members.filter((each) => each !== '');
  return (
    filled.length <= MOST_MEMBERS &&
    filled.every((each) => {
      const equals = each.indexOf('=');
      return equals > 0 && STATE_KEY.test(each.slice(0, equals)) && STATE_VALUE.test(each.slice(equals + 1));
    })
  );
}

/**
 * W3C Baggage, section 3.2: names are tokens of HTTP; values are printable, without space, quotes, comma, semicolon and backslash, and a
 * percent sign in them begins an octet that is encoded.
 */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^(?:[!#$&-+\--:<-[\]-~]|%[0-9A-Fa-f]{2})*$/;

function isBaggage(text: string): boolean {
  return text.split(',').every((entry) => {
    const [pair = '', ...properties] = entry.split(';');
    return [pair, ...properties].every((each, index) => {
      const equals = each.indexOf('=');
      if (equals === -1) return index > 0 && TOKEN.test(each.trim());
      return TOKEN.test(each.slice(0, equals).trim()) && VALUE.test(each.slice(equals + 1).trim());
    });
  });
}

type Forms = Readonly<Record<string, { readonly is: (text: string) => boolean; readonly expected: string }>>;

const keysHaveForm = (forms: Forms, standard: string): Check => {
  const known = Object.entries(forms);
  return (view, sink) => {
    for (const { meta, message } of metas(view)) {
      for (const [key, { is, expected }] of known) {
        const value: Json | undefined = member(meta, key);
        if (value === undefined) continue;
        sink.examined();
        if (typeof value === 'string' && is(value)) continue;
        sink.finding({
          message: `The value of \`${key}\` in \`_meta\` has not the form of ${standard}.`,
          expected,
          actual: quote(value),
          seq: [message.seq],
        });
      }
    }
  };
};

export const checks: Checks = {
  'base.meta.trace-context': keysHaveForm(
    {
      traceparent: {
        is: isTraceparent,
        expected: 'a string such as "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"',
      },
      tracestate: {
        is: isTracestate,
        expected: 'a string of up to 32 members such as "vendor=value", with commas between',
      },
    },
    'W3C Trace Context',
  ),
  'base.meta.baggage': keysHaveForm(
    {
      baggage: {
        is: isBaggage,
        expected: 'a string of members such as "name=value", percent-encoded, with commas between',
      },
    },
    'W3C Baggage',
  ),
};
