/** specification/http.md: versions in the header and in the body. */
import type { Checks } from '../engine/check.ts';
import { quote } from '../engine/json.ts';
import { mayBeOfProxy } from '../engine/proxies.ts';
import { unknownVersionCalls, versionOf } from '../engine/refusals.ts';
import { isAnswered, versionHeader } from './readers.ts';
import { judgeRefusal, refuses } from './refusals.ts';

export const checks: Checks = {
  'http.version-header.unsupported': refuses(
    ['unknown-version'],
    { status: 400 },
    (call) =>
      `A request whose version header is ${quote(versionHeader(call))}, which no server can know, was not refused by 400.`,
  ),

  'http.version.unsupported': (view, sink) => {
    for (const call of unknownVersionCalls(view)) {
      if (!isAnswered(call) || mayBeOfProxy(call)) continue;
      const message = `A request in version ${quote(versionOf(call))}, which the server cannot know, was not refused by 400.`;
      judgeRefusal(view, call, { status: 400 }, message, sink);
    }
  },
};
