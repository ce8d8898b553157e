/** The submission of a version, as it was handed in. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { APIRoute } from 'astro';
import { SUBMISSION_FILE } from '../../../../../../certifier/submission/folder.ts';
import { implementations } from '../../../../../results/all.ts';

export const getStaticPaths = () =>
  implementations().flatMap(({ versions }) =>
    versions
      .filter(({ hasSubmission }) => hasSubmission)
      .map(({ path, entries }) => {
        const [vendor, product, version] = path.split('/').slice(2);
        return { params: { vendor, product, version }, props: { folder: dirname(entries[0]?.folder ?? '') } };
      }),
  );

export const GET: APIRoute<{ folder: string }> = ({ props: { folder } }) =>
  new Response(readFileSync(join(folder, SUBMISSION_FILE), 'utf8'));
