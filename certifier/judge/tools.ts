/** specification/tools.md */
import type { Checks } from './engine/check.ts';
import { quote } from './engine/json.ts';
import { listings } from './engine/readers.ts';

export const checks: Checks = {
  'tools.name.unique': (view, sink) => {
    for (const { items } of listings(view, 'tools/list')) {
      const first = new Map<unknown, number>();
      for (const { value, seq } of items) {
        const name = value.name;
        if (typeof name !== 'string') continue;
        sink.examined();
        const earlier = first.get(name);
        if (earlier === undefined) first.set(name, seq);
        else {
          sink.finding({
            message: `Two tools are called ${quote(name)}.`,
            expected: 'each tool name once in the list',
            actual: `${quote(name)} again`,
            seq: earlier === seq ? [seq] : [seq, earlier],
          });
        }
      }
    }
  },
};
