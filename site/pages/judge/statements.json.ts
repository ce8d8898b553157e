/** The sentence of each requirement, for pages that show a report made in the browser. */
import type { APIRoute } from 'astro';
import { catalogue } from '../../lib/catalogue.ts';

export const GET: APIRoute = () =>
  new Response(
    JSON.stringify(Object.fromEntries(catalogue().requirements.map(({ id, statement }) => [id, statement]))),
  );
