/** The sentence of each requirement and what it rests on, for pages that show a report made in the browser. */
import type { APIRoute } from 'astro';
import { statementsOf } from '../../judge/statements.ts';
import { catalogue } from '../../lib/catalogue.ts';

export const GET: APIRoute = () => new Response(JSON.stringify(statementsOf(catalogue())));
