/** The compiled catalogue, as it is committed. */
import { catalogue } from '../../lib/catalogue.ts';

export const GET = (): Response =>
  new Response(`${JSON.stringify(catalogue(), null, 2)}\n`, { headers: { 'content-type': 'application/json' } });
