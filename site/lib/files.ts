/** Files that the site hands out: as they stand in the repository, or made with each build. */
import { readFileSync } from 'node:fs';
import { root } from './root.ts';

export const textResponse = (text: string, type: string): Response =>
  new Response(text, { headers: { 'content-type': type } });

export const fileText = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');
export const fileResponse = (file: string): Response => textResponse(fileText(file), 'text/plain; charset=utf-8');

export const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
export const jsonResponse = (value: object): Response => textResponse(jsonText(value), 'application/json');
