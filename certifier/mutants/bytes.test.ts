/**
 * A sample of mutants at byte level, through real pipes and sockets: what stands between the certifier and the reference server
 * rewrites what it sends. The run finds the same as when the mutant stands in the recorder.
 */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Revision } from '../catalogue/requirement.ts';
import { startHttpReference } from '../reference/reference.ts';
import { httpSubject } from '../subject/http.ts';
import { mutants } from './mutants.ts';
import { startProxy } from './testing/proxy.ts';
import { runOf, type StdioReference, stdioReference, tripped } from './testing/run.ts';

const filter = fileURLToPath(new URL('./testing/filter.ts', import.meta.url));

const mutantOf = (id: string) => {
  const mutant = mutants[id];
  if (mutant === undefined) throw new Error(`no mutant of ${id}`);
  return mutant;
};

describe('over stdio, a filter before the process', () => {
  let reference: StdioReference;
  beforeAll(async () => {
    reference = await stdioReference();
  });
  afterAll(() => reference.close());

  test.each<[string, Revision]>([
    ['stdio.stdout.only-messages', '2025-11-25'],
    ['stdio.message.utf-8', '2026-07-28'],
    ['base.notification.no-response', '2025-11-25'],
    ['tools.call.output-conforms', '2026-07-28'],
  ])('trips %s in %s and no more than it does in the recorder', async (id, revision) => {
    const filtered = reference.subject([process.execPath, filter, id]);
    const atBytes = tripped(await runOf(filtered, revision));
    const inRecorder = tripped(await runOf(reference.subject(), revision, { mutant: mutantOf(id) }));
    expect(atBytes).toContain(id);
    expect(atBytes).toEqual(inRecorder);
  });
});

describe('over HTTP, a proxy before the server', () => {
  let reference: Awaited<ReturnType<typeof startHttpReference>>;
  beforeAll(async () => {
    reference = await startHttpReference();
  });
  afterAll(() => reference.close());

  test('trips nothing by itself', async () => {
    const proxy = await startProxy(reference.url, (event) => [event]);
    expect(tripped(await runOf(httpSubject({ url: proxy.url }), '2025-11-25'))).toEqual([]);
    expect(tripped(await runOf(httpSubject({ url: proxy.url }), '2026-07-28'))).toEqual([]);
    await proxy.close();
  });

  test.each<[string, Revision]>([
    ['base.notification.no-response', '2025-11-25'],
    ['lifecycle.initialized.server-waits', '2025-11-25'],
    ['http.session.id-characters', '2025-11-25'],
    ['http.origin.forbidden', '2025-11-25'],
    ['http.method.not-found', '2026-07-28'],
    ['http.sse.no-requests', '2026-07-28'],
    ['tools.name.unique', '2026-07-28'],
  ])('trips %s in %s and no more than it does in the recorder', async (id, revision) => {
    const proxy = await startProxy(reference.url, mutantOf(id));
    const atBytes = tripped(await runOf(httpSubject({ url: proxy.url }), revision));
    await proxy.close();
    const inRecorder = tripped(await runOf(httpSubject({ url: reference.url }), revision, { mutant: mutantOf(id) }));
    expect(atBytes).toContain(id);
    expect(atBytes).toEqual(inRecorder);
  });
});
