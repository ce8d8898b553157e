/** The data files of results: implementations, certificates, status, badges. */
import { jsonResponse } from '../../lib/files.ts';
import { results } from '../../lib/results.ts';
import { implementations, standings } from '../../results/all.ts';
import { badgesData, certificatesData, implementationsData, statusData } from '../../results/api.ts';
import { keysFile, statusLog } from '../../results/trust.ts';

export async function getStaticPaths() {
  const standing = await standings(results().filter(({ place }) => place !== undefined));
  const known = {
    implementations: implementations(),
    standingOf: (entry: Parameters<typeof standing.get>[0]) =>
      standing.get(entry) ?? ({ name: 'none', words: '' } as const),
  };
  const files = {
    implementations: implementationsData(known),
    certificates: certificatesData(known),
    status: statusData(known, { log: statusLog() !== undefined, keys: keysFile() !== undefined }),
    badges: badgesData(known),
  };
  return Object.entries(files).map(([name, data]) => ({ params: { name }, props: { data } }));
}

export const GET = ({ props: { data } }: { readonly props: { readonly data: object } }): Response => jsonResponse(data);
