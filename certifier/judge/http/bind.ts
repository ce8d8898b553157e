/** specification/http.md: the addresses on which a server of the same machine listens. */
import type { Checks } from '../engine/check.ts';
import { eventsOf } from '../engine/kinds.ts';

export const checks: Checks = {
  'http.bind.localhost': (view, sink) => {
    for (const { seq, address, code } of eventsOf(view, 'reach')) {
      // What else the system says than that nobody listens there shows nothing.
      if (code !== undefined && code !== 'ECONNREFUSED') continue;
      sink.examined();
      if (code !== undefined) continue;
      sink.finding({
        message: 'The server listens on every address of its machine: who is in the same network may reach it.',
        expected: 'that it listens on a loopback address alone, such as 127.0.0.1',
        actual: `a connection to its port at ${address}`,
        seq: [seq],
      });
    }
  },
};
