/** What the worker of the judge page does, without the worker: bytes to a report and the markup that shows it. */
import type { JudgeModule } from '../../certifier/certificate/bundle/judge-module.ts';
import { sha256, utf8 } from '../../certifier/certificate/bytes.ts';
import { readTranscript } from '../../certifier/evidence/read.ts';
import type { Report } from '../../certifier/report/report.ts';
import { intakeOf } from './intake.ts';
import type { Answer, Question, Statements } from './protocol.ts';
import { reportHtml } from './report-html.ts';

type Asked = Pick<Question, 'bytes' | 'file' | 'now' | 'requirement'> & {
  readonly digest: string;
  readonly statements: Statements;
};

/** Throws with one line for people where there is nothing to judge. */
export async function judged(judge: JudgeModule, asked: Asked): Promise<Answer> {
  const { bytes, file, now, requirement, digest, statements } = asked;
  const { text, isMade } = intakeOf(bytes, new Date(now));
  const transcript = readTranscript(text);
  const evidence = { file, sha256: await sha256(utf8(text)) };
  const report = judge.judge(text, { suiteDigest: digest, transcript: evidence });
  const html = reportHtml({
    report: JSON.parse(report) as Report,
    transcript,
    statements,
    pageOf: (id) => requirement.replace('*', id),
  });
  return { report, made: isMade ? text : undefined, html };
}
