/** Verifying what stands in a run's folder, and telling it step by step. */
import { bundleShelf } from '../certifier/certificate/bundle/load.ts';
import { readPublicKey } from '../certifier/certificate/keys.ts';
import { type Step, type Verification, verifyCertificate } from '../certifier/certificate/verify.ts';
import { padEnd, wrap } from '../certifier/report/columns.ts';
import { painter } from '../certifier/report/paint.ts';
import { readBytes } from './files.ts';
import { runFolder } from './run-folder.ts';

export interface VerificationOptions {
  /** Files with public keys that the user trusts. */
  readonly key?: readonly string[];
  readonly programmeKey?: readonly string[];
  readonly report?: string;
  readonly transcript?: string;
  /** Judge bundles of other suite versions. */
  readonly bundle?: readonly string[];
  readonly statusLog?: string;
  /** Digest of the artifact in hand. */
  readonly artifact?: string;
}

export async function verifyPath(path: string, options: VerificationOptions): Promise<Verification> {
  const found = await runFolder(path);
  const certificate = await readBytes(found.certificate, 'certificate');
  const report = options.report ?? found.report;
  const transcript = options.transcript ?? found.transcript;
  const bundles = await Promise.all((options.bundle ?? []).map((file) => readBytes(file, 'judge bundle')));
  return verifyCertificate({
    certificate,
    ...(report === undefined ? {} : { report: await readBytes(report, 'report') }),
    ...(transcript === undefined ? {} : { transcript: await readBytes(transcript, 'transcript') }),
    ...(options.statusLog === undefined ? {} : { statusLog: await readBytes(options.statusLog, 'status log') }),
    ...(options.artifact === undefined ? {} : { artifact: options.artifact }),
    bundles: bundleShelf(bundles),
    publicKeys: [
      ...(options.key ?? []).map((file) => ({ pem: readPublicKey(file), programme: false })),
      ...(options.programmeKey ?? []).map((file) => ({ pem: readPublicKey(file), programme: true })),
    ],
    now: new Date(),
  });
}

const WORD = {
  verified: 'verified',
  refused: 'refused',
  incomplete: 'not verified: a step could not be taken',
} as const;
const ANSWER = { true: 'yes', false: 'NO', null: 'open' } as const;
const STYLE = { true: 'green', false: 'red', null: 'yellow' } as const;

/** One line each, as far as the terminal is wide enough. */
export function verificationText(
  { result, demonstration, steps, certificate }: Verification,
  { colour = false, width = 80 }: { readonly colour?: boolean; readonly width?: number } = {},
): string {
  const paint = painter(colour);
  const label = Math.max(...steps.map(({ step }) => step.length));
  const stepLines = ({ step, ok, detail }: Step): readonly string[] => {
    const key = String(ok) as keyof typeof ANSWER;
    const lead = padEnd(ANSWER[key], 4);
    const [first = '', ...rest] = wrap(detail, Math.max(24, width - label - 8));
    return [
      `${paint(STYLE[key], lead)}  ${padEnd(step, label)}  ${first}`,
      ...rest.map((line) => `${' '.repeat(label + 8)}${line}`),
    ];
  };
  const verdict = paint(result === 'verified' ? 'green' : 'red', WORD[result]);
  const about =
    certificate === undefined ? '' : `: ${certificate.subject.name} ${certificate.subject.version ?? ''}`.trimEnd();
  return [...steps.flatMap(stepLines), '', `${verdict}${about}${demonstration ? ' (DEMONSTRATION)' : ''}`, ''].join(
    '\n',
  );
}
