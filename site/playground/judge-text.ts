/** One requirement, judged on the text of a transcript: what the playground's worker does, without the worker. */
import { holdsIn, type Requirement, type Revision } from '../../certifier/catalogue/requirement.ts';
import { readTranscript } from '../../certifier/evidence/read.ts';
import type { Check } from '../../certifier/judge/engine/check.ts';
import { probeMarks, resultOf } from '../../certifier/judge/engine/outcome.ts';
import { viewsOf } from '../../certifier/judge/engine/view.ts';
import type { Result } from '../../certifier/report/report.ts';

interface Judged {
  readonly kind: 'judged';
  /** One for each revision that the transcript establishes and in which the requirement holds. */
  readonly results: readonly { readonly revision: Revision; readonly result: Result }[];
}
interface Unreadable {
  readonly kind: 'unreadable';
  readonly message: string;
}
export type Judgement = Judged | Unreadable;

export function judgeText(text: string, requirement: Requirement, check: Check | undefined): Judgement {
  try {
    const transcript = readTranscript(text);
    const views = viewsOf(transcript).filter(
      (view) => holdsIn(requirement, view.revision) && requirement.transports.includes(view.transport),
    );
    const results = views.map((view) => ({
      revision: view.revision,
      result: resultOf(requirement, check, view, probeMarks(transcript.events, view.revision)),
    }));
    return { kind: 'judged', results };
  } catch (cause) {
    return { kind: 'unreadable', message: cause instanceof Error ? cause.message : String(cause) };
  }
}
