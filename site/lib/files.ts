/** Files of the repository that the site hands out as they are. */
import { readFileSync } from 'node:fs';
import { root } from './root.ts';

export const fileResponse = (file: string): Response =>
  new Response(readFileSync(`${root}/${file}`, 'utf8'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });

export const jsonResponse = (value: object): Response =>
  new Response(`${JSON.stringify(value, null, 2)}\n`, { headers: { 'content-type': 'application/json' } });
