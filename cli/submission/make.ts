/** `accord submit`: a submission folder from what certify wrote. Nothing is written before everything is there. */
import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join, relative } from 'node:path';
import type { Transport } from '../../certifier/evidence/transcript.ts';
import { type Judged, judgeText } from '../../certifier/judging.ts';
import { visible } from '../../certifier/report/safe.ts';
import { draftOf, type Given, type RunSeen } from '../../certifier/submission/draft.ts';
import { pathOf, TRANSCRIPT_FILE } from '../../certifier/submission/folder.ts';
import { makeSubmission } from '../../certifier/submission/make.ts';
import { MASK_MINIMUM, type MaskedText } from '../../certifier/submission/mask.ts';
import { type OwnText, type Review, reviewOf, type Suspect } from '../../certifier/submission/review.ts';
import { fromServerJson } from '../../certifier/submission/server-json.ts';
import { Submission, type SubmissionSubject } from '../../certifier/submission/submission.ts';
import { messageOf } from '../../governance/problem.ts';
import { explainIssues } from '../../governance/yaml/explain.ts';
import { readYaml } from '../../governance/yaml/located.ts';
import { EXIT, UsageError } from '../exit.ts';
import { exists, isFolder, readText } from '../files.ts';
import { OutputFolder } from '../output.ts';
import { print, tell } from '../terminal.ts';
import { type Asker, asker, complete } from './ask.ts';
import { admissions, problemText } from './check.ts';

export interface MakeOptions extends Given {
  /** Folders that certify wrote. */
  readonly folders: readonly string[];
  readonly serverJson?: string;
  /** The checkout, or any folder, below which `implementations/` is. */
  readonly root: string;
  readonly mask: readonly MaskedText[];
  /** Mask all that looks private. */
  readonly maskPrivate: boolean;
  readonly another: boolean;
  readonly replace: boolean;
  readonly date: string;
}

interface Seen extends RunSeen {
  readonly text: string;
}

const judge = (text: string, options: object = {}): Promise<Judged> =>
  judgeText(text, { file: TRANSCRIPT_FILE, ...options });

async function seenIn(folders: readonly string[]): Promise<readonly Seen[]> {
  const seen = new Map<Transport, Seen>();
  for (const folder of folders) {
    const file = (await isFolder(folder)) ? join(folder, TRANSCRIPT_FILE) : folder;
    const text = await readText(file, 'transcript');
    let judged: Judged;
    try {
      judged = await judge(text);
    } catch (cause) {
      if (!(cause instanceof Error) || cause.name !== 'UnreadableTranscript') throw cause;
      throw new UsageError(`${file} is not a whole transcript: ${cause.message}`);
    }
    const { transport } = judged.transcript.header.subject;
    if (seen.has(transport))
      throw new UsageError(`${folder} is a second run over ${transport}; give one for each transport`);
    seen.set(transport, { transport, text, transcript: judged.transcript, report: judged.report });
  }
  return [...seen.values()];
}

async function knownFrom(file: string | undefined, runs: readonly Seen[]): Promise<Partial<SubmissionSubject>> {
  const text = file === undefined ? undefined : await readText(file, 'server.json');
  let known: ReturnType<typeof fromServerJson> = { subject: {} };
  try {
    if (text !== undefined)
      known = fromServerJson(
        text,
        runs.map(({ transport }) => transport),
      );
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'ServerJsonError') throw cause;
    throw new UsageError(`cannot use ${file}: ${cause.message}`);
  }
  if (runs.length > 0) return known.subject;
  const how = known.target === undefined ? 'accord certify' : `accord certify ${visible(known.target)}`;
  throw new UsageError(`there is no run to submit; certify first (${how}), then give the folder that it wrote`);
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function tellReview(transport: Transport, { events, stderrLines, toolResults, redacted }: Review): void {
  tell(
    `Becomes public over ${transport}: ${plural(events, 'event')}, with ${plural(toolResults.count, 'tool result')} of ${toolResults.characters} characters and ${plural(stderrLines, 'line')} of stderr; ${plural(redacted, 'declared secret')} replaced.`,
  );
}

const suspectText = ({ kind, text, places }: Suspect): string =>
  `${visible(text)}  (${kind}, ${plural(places, 'place')})`;

/** The machine and the person, as far as they are known here. */
function ownTexts(): readonly OwnText[] {
  const places = [process.cwd(), homedir()].map((text) => ({ kind: 'place on this machine', text }) as const);
  const names = [hostname(), process.env.USER ?? ''].map((text) => ({ kind: 'name', text }) as const);
  return [...places, ...names];
}

/** Shows what becomes public, and finds out what of it shall not. */
async function masksFor(
  runs: readonly Seen[],
  { mask, maskPrivate }: MakeOptions,
  who: Asker,
): Promise<readonly MaskedText[]> {
  const masks = new Map(mask.map((each) => [each.text, each]));
  for (const { transport, transcript, text } of runs) {
    const review = reviewOf(transcript, text, ownTexts());
    tellReview(transport, review);
    for (const suspect of review.suspects) {
      if ([...masks.keys()].some((each) => suspect.text.includes(each))) continue;
      const what = { what: `a ${suspect.kind}`.replace(/^a (?=[aeiou])/, 'an '), text: suspect.text };
      const canMask = suspect.text.length >= MASK_MINIMUM;
      if (maskPrivate && canMask) masks.set(suspect.text, what);
      else if (who.present && canMask) {
        if (/^y/i.test(await who.ask(`Mask ${suspectText(suspect)}? [y/N]`))) masks.set(suspect.text, what);
      } else tell(`  ${suspectText(suspect)}${canMask ? '' : '; too short to be masked'}`);
    }
  }
  return [...masks.values()];
}

function asSubmission(draft: unknown): Submission {
  const read = Submission.safeParse(draft);
  if (read.success) return read.data;
  const yaml = { ...readYaml(''), value: draft };
  throw new UsageError(`this cannot be submitted: ${explainIssues(read.error, yaml).map(messageOf).join('; ')}`);
}

/** Where it goes: a folder of its own, or that of a result which nobody has relied on yet. */
async function placeFor(submission: Submission, { root, another, replace }: MakeOptions): Promise<string> {
  const first = pathOf(submission.subject);
  if (replace || !(await exists(join(root, first)))) return first;
  if (!another)
    throw new UsageError(`there is a result already: ${first}; --another makes the next one, --replace writes over it`);
  for (let number = 2; ; number += 1) {
    const next = pathOf(submission.subject, number);
    if (!(await exists(join(root, next)))) return next;
  }
}

async function write(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  const isThere = await exists(path);
  if (isThere) await rename(path, aside);
  try {
    const folder = await OutputFolder.claim(path);
    try {
      for (const [name, bytes] of files) await folder.write(name, bytes);
      await folder.publish();
    } catch (cause) {
      await folder.discard();
      throw cause;
    }
  } catch (cause) {
    if (isThere) await rename(aside, path);
    throw cause;
  }
  await rm(aside, { recursive: true, force: true });
}

async function madeFrom(runs: readonly Seen[], submission: Submission, masks: readonly MaskedText[]) {
  try {
    const transcripts = Object.fromEntries(runs.map(({ transport, text }) => [transport, text]));
    return await makeSubmission({ submission, transcripts, masks, judge });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'MaskRefused') throw new UsageError(cause.message);
    throw cause;
  }
}

export async function make(options: MakeOptions, who: Asker = asker()): Promise<number> {
  const short = options.mask.find(({ text }) => text.length < MASK_MINIMUM);
  if (short !== undefined)
    throw new UsageError(
      `the mask of ${short.what} has fewer than ${MASK_MINIMUM} characters: it would be found by chance in other text`,
    );
  const runs = await seenIn(options.folders);
  const known = await knownFrom(options.serverJson, runs);
  try {
    const draft = (given: Given) => draftOf(runs, known, given);
    const submission = asSubmission(draft(await complete(options, draft, who)).submission);
    const folder = await placeFor(submission, options);
    const { files } = await madeFrom(runs, submission, await masksFor(runs, options, who));
    await write(join(options.root, folder), files);
    await print(`${relative(process.cwd(), join(options.root, folder)) || '.'}\n`);
    const [admission] = await admissions(join(options.root, folder), { date: options.date, format: 'pretty' });
    const problems = admission?.problems ?? [];
    await print(await problemText(problems));
    tell(
      problems.length === 0
        ? 'It is admissible. Look through the transcripts, then open a pull request that adds this folder and nothing else.'
        : 'It is not admissible yet: mend what stands above, then accord submit --check.',
    );
    return problems.length === 0 ? EXIT.clean : EXIT.findings;
  } finally {
    who.close();
  }
}
