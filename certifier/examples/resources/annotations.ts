/** specification/resources.md, annotations. */
import { Composer, complete } from '../engine/compose.ts';
import type { Examples } from '../engine/example.ts';
import { hints, resources } from './samples.ts';

const annotated = () => {
  const annotations = { audience: ['user'], priority: 0.5, lastModified: '2025-01-12T15:00:58Z' };
  const [notes] = resources;
  return new Composer('stdio')
    .established('2026-07-28', { resources: {} })
    .call('resources/list', {}, { result: complete({ resources: [{ ...notes, annotations }], ...hints }) });
};

export const examples: Examples = {
  'resources.annotations.audience': annotated,
  'resources.annotations.priority': annotated,
  'resources.annotations.last-modified': annotated,
};
