/** The bundled reference server, certified over one transport: measured, judged, certified as a demonstration, verified. */
import { join } from 'node:path';
import { bundleShelf, openBundle, ownBundle } from '../certifier/certificate/bundle/load.ts';
import { utf8 } from '../certifier/certificate/bytes.ts';
import { CertificateError } from '../certifier/certificate/certificate-error.ts';
import { issueCertificate } from '../certifier/certificate/issue.ts';
import type { SigningKey } from '../certifier/certificate/keys.ts';
import { type Verification, verifyCertificate } from '../certifier/certificate/verify.ts';
import type { Subject } from '../certifier/subject/subject.ts';
import { CERTIFICATE_FILE, type Measured, measure, REPORT_FILE, TRANSCRIPT_FILE } from './measure.ts';
import { OutputFolder } from './output.ts';
import { type Badges, badgesFrom } from './programme/badges.ts';
import { BADGE_FILES, PUBLIC_KEY_FILE } from './run-files.ts';

export interface Demonstration {
  readonly folder: string;
  readonly measured: Measured;
  readonly verification?: Verification;
  /** Why there is no certificate. */
  readonly refused?: string;
}

interface Certified {
  readonly text: string;
  readonly badge: Badges;
  readonly verification: Verification;
}

async function certifiedBy(key: SigningKey, { reportBytes, transcriptText }: Measured): Promise<Certified> {
  const bundle = await ownBundle();
  const evidence = { report: reportBytes, transcript: utf8(transcriptText) };
  const now = new Date();
  const text = await issueCertificate({
    reportBytes,
    transcriptBytes: evidence.transcript,
    bundle: { digest: bundle.digest, judge: await openBundle(bundle.bytes) },
    keys: [key],
    demonstration: true,
    now,
  });
  const verification = await verifyCertificate({
    certificate: utf8(text),
    ...evidence,
    bundles: bundleShelf(),
    publicKeys: [{ pem: key.publicPem, programme: false }],
    now,
  });
  return { text, badge: badgesFrom(verification), verification };
}

export async function demonstrate(
  subject: Subject,
  name: string,
  { key, signal, root }: { readonly key: SigningKey; readonly signal: AbortSignal; readonly root: string },
): Promise<Demonstration> {
  const folder = await OutputFolder.claim(join(root, '.accord', 'latest', name));
  try {
    const measured = await measure(subject, { fixture: true, signal });
    await folder.write(TRANSCRIPT_FILE, measured.transcriptText);
    await folder.write(REPORT_FILE, measured.reportBytes);
    const certified = await certifiedBy(key, measured).catch((cause: unknown) => {
      if (cause instanceof CertificateError) return cause.message;
      throw cause;
    });
    if (typeof certified !== 'string') {
      await folder.write(CERTIFICATE_FILE, certified.text);
      await folder.write(BADGE_FILES.svg, certified.badge.svg);
      await folder.write(BADGE_FILES.endpoint, certified.badge.endpoint);
      await folder.write(PUBLIC_KEY_FILE, key.publicPem);
    }
    await folder.publish([CERTIFICATE_FILE, ...Object.values(BADGE_FILES), PUBLIC_KEY_FILE]);
    return {
      folder: folder.path,
      measured,
      ...(typeof certified === 'string' ? { refused: certified } : { verification: certified.verification }),
    };
  } catch (cause) {
    await folder.discard();
    throw cause;
  }
}
