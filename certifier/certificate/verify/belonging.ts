/**
 * Whether a certificate belongs where it is shown. It is good wherever it lies; but shown in the place of one product it says
 * something of that product, and one of another product would say it falsely.
 */
import type { Transport } from '../../evidence/transcript.ts';
import type { CertificateStatement } from '../predicate.ts';

/** What a certificate in that place has to be about; or why none can be shown there. */
export type Belonging =
  | {
      /** As the subject names itself. */
      readonly name: string;
      /** Undefined where that is left open. */
      readonly version?: string;
      readonly transport: Transport;
      /** Of the artifact; undefined for a hosted service. */
      readonly digest?: string;
    }
  | { readonly problem: string };

const said = (name: string, version: string | null | undefined): string =>
  version === undefined || version === null ? name : `${name} ${version}`;

/** One line; undefined where it belongs there. */
export function strangeness(
  { subject: [{ digest }], predicate }: CertificateStatement,
  place: Belonging,
): string | undefined {
  if ('problem' in place) return place.problem;
  const { subject, subjectDigestOf, runs } = predicate;
  if (subject.name !== place.name || (place.version !== undefined && subject.version !== place.version))
    return `the certificate is of ${said(subject.name, subject.version)}, and this is the place of ${said(place.name, place.version)}`;
  const other = runs.find(({ transport }) => transport !== place.transport);
  if (other !== undefined)
    return `the certificate is of a run over ${other.transport}, and this is the place of one over ${place.transport}`;
  const certified = Object.entries(digest).map(([algorithm, value]) => `${algorithm}:${value}`)[0];
  const artifact = subjectDigestOf === 'artifact' ? certified : undefined;
  return artifact === place.digest
    ? undefined
    : `the certificate is of ${artifact ?? 'an observed service'}, and this is the place of ${place.digest ?? 'an observed service'}`;
}
