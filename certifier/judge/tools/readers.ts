/** What checks of listed tools share. */
import type { Finding } from '../../report/report.ts';
import type { Sink } from '../engine/check.ts';
import type { JsonObject } from '../engine/json.ts';
import { listings } from '../engine/readers.ts';
import type { View } from '../engine/view.ts';

export type JudgeTool = (tool: JsonObject, tell: (finding: Omit<Finding, 'seq'>) => void) => void;

/** What the members of listed tools are judged for; a server lists the same tools again and again, and each wrong one is told once. */
export function eachTool(view: View, judge: JudgeTool, sink: Sink): void {
  const told = new Set<string>();
  for (const { items } of listings(view, 'tools/list')) {
    for (const { value, seq } of items) {
      judge(value, (finding) => {
        const known = `${finding.message} ${finding.actual}`;
        if (told.has(known)) return;
        told.add(known);
        sink.finding({ ...finding, seq: [seq] });
      });
    }
  }
}
