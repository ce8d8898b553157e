/** The judge as one file: what `build.ts` bundles. Its exports are `JudgeModule`. */
import { readTranscript } from '../../evidence/read.ts';
import { judge as judgeTranscript } from '../../judge/judge.ts';
import { ruler } from '../../judge/ruler.ts';
import { json } from '../../report/json.ts';
import { SUITE_VERSION } from '../../suite.ts';
import { surfaceOf } from '../surface.ts';
import type { JudgeModule } from './judge-module.ts';

export const suiteVersion: JudgeModule['suiteVersion'] = SUITE_VERSION;

export const judge: JudgeModule['judge'] = (transcriptText, { suiteDigest, ...options }) => {
  const suite = { version: SUITE_VERSION, digest: suiteDigest };
  return json(judgeTranscript(readTranscript(transcriptText), { ...ruler, suite }, options));
};

export const surface: JudgeModule['surface'] = (transcriptText) => surfaceOf(readTranscript(transcriptText));
