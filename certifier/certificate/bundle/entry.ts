/** The judge as one file: what `build.ts` bundles. Its exports are `JudgeModule`. */
import { readTranscript } from '../../evidence/read.ts';
import type { Transcript } from '../../evidence/transcript.ts';
import { judge as judgeTranscript } from '../../judge/judge.ts';
import { ruler } from '../../judge/ruler.ts';
import { json } from '../../report/json.ts';
import { SUITE_VERSION } from '../../suite.ts';
import { surfaceOf } from '../surface.ts';
import type { JudgeModule } from './judge-module.ts';

/** Whoever verifies asks twice of one transcript: for its report, and for the surface that it shows. */
let last: { readonly text: string; readonly transcript: Transcript } | undefined;
function read(text: string): Transcript {
  if (last?.text !== text) last = { text, transcript: readTranscript(text) };
  return last.transcript;
}

export const suiteVersion: JudgeModule['suiteVersion'] = SUITE_VERSION;

export const judge: JudgeModule['judge'] = (transcriptText, { suiteDigest, ...options }) => {
  const suite = { version: SUITE_VERSION, digest: suiteDigest };
  return json(judgeTranscript(read(transcriptText), { ...ruler, suite }, options));
};

export const surface: JudgeModule['surface'] = (transcriptText) => surfaceOf(read(transcriptText));
