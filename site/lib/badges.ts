/**
 * The badges that the site publishes: one for each certificate, for ever, and the newest of each product. They are files; none is
 * made here, and none is shown of a certificate that does not verify where it stands.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { badgePath, latestBadgePath } from '../../certifier/certificate/badge/snippets.ts';
import { CertificateError } from '../../certifier/certificate/certificate-error.ts';
import { claimedCertificate } from '../../certifier/certificate/certificate-file.ts';
import type { Entry } from './results.ts';

const ENDPOINT = 'badge.json';
const FORMER = 'former';

interface Named {
  /** Its address, below the root of the site. */
  readonly path: string;
  readonly file: string;
}

const endpointPath = (svg: string): string => svg.replace(/\.svg$/, '.json');

/** The picture, and the JSON for shields.io where it is there. */
const bothAt = (path: string, { folder, badge }: Entry): readonly Named[] => [
  ...(badge === undefined ? [] : [{ path, file: join(folder, badge) }]),
  ...(existsSync(join(folder, ENDPOINT)) ? [{ path: endpointPath(path), file: join(folder, ENDPOINT) }] : []),
];

function formerBadges({ folder }: Entry): readonly Named[] {
  const former = join(folder, FORMER);
  const names = existsSync(former) ? readdirSync(former) : [];
  return names
    .filter((name) => name.endsWith('.svg'))
    .map((name) => ({ path: badgePath(name.replace(/\.svg$/, '')), file: join(former, name) }));
}

function claimedIn({ folder }: Entry, file: string): ReturnType<typeof claimedCertificate> | undefined {
  try {
    return claimedCertificate(readFileSync(join(folder, file)));
  } catch (cause) {
    if (cause instanceof CertificateError) return undefined;
    throw cause;
  }
}

export async function publishedBadges(
  entries: readonly Entry[],
  isShown: (entry: Entry) => Promise<boolean>,
): Promise<readonly Named[]> {
  const badges: Named[] = [];
  const newest = new Map<string, { readonly issuedAt: string; readonly entry: Entry }>();
  for (const entry of entries) {
    if (entry.certificate === undefined || entry.badge === undefined) continue;
    const claimed = claimedIn(entry, entry.certificate);
    // Its page says that it cannot be read; a badge of it would say something else.
    if (claimed === undefined || !(await isShown(entry))) continue;
    const { certificate, issuedAt } = claimed;
    badges.push(...bothAt(badgePath(certificate), entry), ...formerBadges(entry));
    const [vendor, product, version, transport] = entry.slug.split('/');
    if (entry.origin !== 'committed' || vendor === undefined || product === undefined || version === undefined)
      continue;
    if (transport === undefined) continue;
    const path = latestBadgePath({ vendor, product, version, transport });
    if (issuedAt > (newest.get(path)?.issuedAt ?? '')) newest.set(path, { issuedAt, entry });
  }
  return [...badges, ...[...newest].flatMap(([path, { entry }]) => bothAt(path, entry))];
}
