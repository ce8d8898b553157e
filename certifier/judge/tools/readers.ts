/** What checks of listed tools share. */
import type { Finding } from '../../report/report.ts';
import type { Sink } from '../engine/check.ts';
import { type Json, type JsonObject, member, objectsIn } from '../engine/json.ts';
import { questionsOf } from '../engine/questions.ts';
import { listings } from '../engine/readers.ts';
import { remembered } from '../engine/remember.ts';
import type { View } from '../engine/view.ts';
import { finalRetrievals } from '../tasks/outcomes.ts';
import { nameOf, seqOf } from '../tasks/readers.ts';
import { statusOf } from '../tasks/sightings.ts';

export type JudgeTool = (
  tool: JsonObject,
  tell: (finding: Omit<Finding, 'seq'>) => void,
  /** As of a sink. */
  examined: () => void,
) => void;

/** What the members of listed tools are judged for; a server lists the same tools again and again, and each wrong one is told once. */
export const eachTool = (view: View, judge: JudgeTool, sink: Sink): void => judgeEach(listed(view), judge, sink);

/** The same, and of the tools that it offers to a model in a request for sampling. */
export const eachToolAnywhere = (view: View, judge: JudgeTool, sink: Sink): void =>
  judgeEach([...listed(view), ...offered(view)], judge, sink);

interface ToolAt {
  readonly value: JsonObject;
  readonly seq: readonly number[];
}

const listed = remembered((view): readonly ToolAt[] =>
  listings(view, 'tools/list').flatMap(({ items }) => items.map(({ value, seq }) => ({ value, seq: [seq] }))),
);

const offered = (view: View): readonly ToolAt[] =>
  questionsOf(view, 'sampling/createMessage').flatMap(({ params, seq }) =>
    objectsIn(member(params, 'tools')).map((value) => ({ value, seq })),
  );

function judgeEach(tools: readonly ToolAt[], judge: JudgeTool, sink: Sink): void {
  const told = new Set<string>();
  /** Tool → in how many places the rule applies to it. Equal tools are one value, and judged once. */
  const places = new Map<JsonObject, number>();
  for (const { value, seq } of tools) {
    if (!places.has(value)) {
      let count = 0;
      const tell = (finding: Omit<Finding, 'seq'>): void => {
        const known = `${finding.message} ${finding.actual}`;
        if (told.has(known)) return;
        told.add(known);
        sink.finding({ ...finding, seq: [...seq] });
      };
      judge(value, tell, () => {
        count += 1;
      });
      places.set(value, count);
    }
    for (let left = places.get(value) ?? 0; left > 0; left--) sink.examined();
  }
}

/** What a call of a tool ended in. */
export interface ToolResult {
  readonly name: Json | undefined;
  readonly result: JsonObject;
  readonly seq: readonly number[];
}

/** Results of tools: what answered a call, and what `tasks/result` gave for one that ran as a task and was completed. */
export const toolResults = remembered((view): readonly ToolResult[] => [
  ...view
    .callsTo('tools/call')
    .flatMap((call): readonly ToolResult[] =>
      call.result === undefined ? [] : [{ name: nameOf(call), result: call.result, seq: seqOf(call) }],
    ),
  ...finalRetrievals(view).flatMap(({ call, origin, end }): readonly ToolResult[] =>
    call.result === undefined || end === undefined || statusOf(end) !== 'completed'
      ? []
      : [{ name: nameOf(origin), result: call.result, seq: [...seqOf(call), origin.request.seq] }],
  ),
]);
