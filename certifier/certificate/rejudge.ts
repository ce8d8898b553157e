/** Judging the transcript again, asked for as the report was. */
import type { Waiver } from '../judge/engine/verdict.ts';
import type { Report } from '../report/report.ts';
import type { JudgeModule, JudgeRequest } from './bundle/judge-module.ts';
import { fromUtf8 } from './bytes.ts';

/** A report quotes each waiver where it covered a failure; one that covered nothing changes nothing. */
export function waiversIn({ runs }: Report): readonly Waiver[] {
  const waivers = new Map<string, Waiver>();
  for (const { results } of runs) {
    for (const { requirement, waived } of results) {
      if (waived !== undefined) waivers.set(requirement, { requirement, ...waived });
    }
  }
  return [...waivers.values()];
}

/** What to ask of a judge, so that it judges as this report was asked for. */
export const requestOf = (report: Report, transcriptSha256: string, suiteDigest: string): JudgeRequest => ({
  suiteDigest,
  // The name is only a name; the digest is that of the bytes in hand, whatever the report says.
  transcript: { file: report.transcript.file, sha256: transcriptSha256 },
  waivers: waiversIn(report),
  date: report.date,
  ...(report.subject.digest === undefined ? {} : { digest: report.subject.digest }),
});

export interface Rejudged {
  /** The report, where the judge came to the same text; only then may its members be trusted to be what their types say. */
  readonly report?: Report;
  /** Why there is none, one line. */
  readonly problem?: string;
}

export function rejudge(
  judge: JudgeModule,
  reportBytes: Uint8Array,
  transcript: { readonly bytes: Uint8Array; readonly sha256: string },
  suiteDigest: string,
): Rejudged {
  let text: string;
  let report: Report;
  let request: JudgeRequest;
  try {
    text = fromUtf8(reportBytes);
    report = JSON.parse(text);
    request = requestOf(report, transcript.sha256, suiteDigest);
  } catch {
    return { problem: 'the report cannot be read' };
  }
  if (report.suite?.digest !== suiteDigest) {
    return { problem: 'the report was made by another judge bundle; judge the transcript again (accord judge --out)' };
  }
  let again: string;
  try {
    again = judge.judge(fromUtf8(transcript.bytes), request);
  } catch (cause) {
    return { problem: `the transcript cannot be judged: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
  return again === text
    ? { report }
    : { problem: `the judge comes to another report than this one${where(text, again)}` };
}

function where(text: string, again: string): string {
  const [mine, other] = [text.split('\n'), again.split('\n')];
  const line = mine.findIndex((each, index) => each !== other[index]);
  return `, first at its line ${line < 0 ? mine.length : line + 1}`;
}
