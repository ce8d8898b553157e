/** specification/resources.md, URIs. */
import type { Check, Checks } from '../engine/check.ts';
import { isScheme } from '../engine/encoding.ts';
import { member, quote } from '../engine/json.ts';
import { listings } from '../engine/readers.ts';

/** What precedes the first colon, if that is where a scheme would stand; undefined in a relative reference. */
const schemeOf = (uri: string): string | undefined => /^([^/?#:]*):/.exec(uri)?.[1];

/** Whether the resource has a scheme at all is a matter of the format of a URI. */
const schemeValid: Check = (view, sink) => {
  const told = new Set<string>();
  for (const { items } of listings(view, 'resources/list')) {
    for (const { value, seq } of items) {
      const uri = member(value, 'uri');
      const scheme = typeof uri === 'string' ? schemeOf(uri) : undefined;
      if (scheme === undefined) continue;
      sink.examined();
      if (isScheme(scheme) || told.has(scheme)) continue;
      told.add(scheme);
      sink.finding({
        message: `The URI of a resource has a scheme that is none: ${quote(uri)}.`,
        expected: 'a letter, then letters, digits, `+`, `-` and `.` before the colon',
        actual: quote(scheme),
        seq: [seq],
      });
    }
  }
};

export const checks: Checks = {
  'resources.uri.scheme': schemeValid,
};
