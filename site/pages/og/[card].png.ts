/** The pictures that stand beside links to the site elsewhere. */
import type { APIRoute } from 'astro';
import { CARDS, type Card } from '../../og/cards.ts';
import { cardImage } from '../../og/draw.ts';

export const getStaticPaths = () => CARDS.map((card) => ({ params: { card: card.name }, props: { card } }));

export const GET: APIRoute<{ card: Card }> = async ({ props: { card } }) =>
  new Response(await cardImage(card), { headers: { 'content-type': 'image/png' } });
