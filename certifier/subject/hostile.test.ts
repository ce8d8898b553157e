/**
 * Servers that mean harm, or are badly broken, over both transports. Each is certified in a process of its own, and gets the right
 * verdict: what is wrong is found, nothing else is, our harness holds, memory is bounded, and no process is left.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { HOSTILE, startHostile } from './hostile/http.ts';
import type { Seen } from './hostile/run.ts';
import { SERVERS } from './hostile/servers.ts';

const RUN = fileURLToPath(new URL('./hostile/run.ts', import.meta.url));
/** A gigabyte comes from several of them, so a bound that does not hold is seen. */
const MOST_MIB = 512;
/** Milliseconds to wait for an answer: long, but where none comes on purpose. */
const PATIENT = 10_000;
const SHORT = 2_000;

interface Expected {
  readonly verdict: Seen['verdict'];
  readonly failed?: readonly string[];
  readonly wait?: number;
}
const conformant: Expected = { verdict: 'conformant' };
/** What the core asks for was not observed, and nothing that was observed is wrong. */
const nothing: Expected = { verdict: 'no-verdict' };
const silence: Expected = { verdict: 'no-verdict', wait: SHORT };
const breaks = (...failed: readonly string[]): Expected => ({ verdict: 'not-conformant', failed });

async function see(kind: 'stdio' | 'http', what: string, { wait = PATIENT }: Expected): Promise<Seen> {
  const { stdout } = await promisify(execFile)(process.execPath, [RUN, kind, what, String(wait)], {
    maxBuffer: 1024 * 1024,
  });
  return JSON.parse(stdout) as Seen;
}

function expectSeen(seen: Seen, { verdict, failed = [] }: Expected): void {
  expect(seen).toMatchObject({ verdict, failed, errors: [], left: [] });
  expect(seen.problem).toBeUndefined();
  expect(seen.peakMiB).toBeGreaterThan(0);
  expect(seen.peakMiB).toBeLessThan(MOST_MIB);
}

const OVER_STDIO: Readonly<Record<string, Expected>> = {
  good: conformant,
  'never-answers': silence,
  'wrong-id': { ...breaks('base.response.same-id'), wait: SHORT },
  'id-as-text': { ...breaks('base.response.same-id'), wait: SHORT },
  // JSON-RPC says it and no sentence of MCP does: a warning.
  'answers-twice': conformant,
  'out-of-order': conformant,
  'one-at-a-time': conformant,
  'answers-unasked': breaks('base.response.same-id'),
  'floods-rubbish': breaks('stdio.stdout.only-messages'),
  'floods-notifications': breaks('logging.capability.declared'),
  'floods-requests': conformant,
  'a-line-of-a-gigabyte': nothing,
  'no-last-newline': nothing,
  'invalid-utf-8': breaks('stdio.message.utf-8'),
  'nul-bytes': breaks('stdio.stdout.only-messages'),
  'deep-nesting': silence,
  'huge-numbers': conformant,
  'prototype-keys': conformant,
  'duplicate-keys': conformant,
  'byte-order-mark': { ...breaks('stdio.stdout.only-messages'), wait: SHORT },
  'carriage-returns': conformant,
  'line-separators': conformant,
  'lone-surrogates': conformant,
  'escapes-in-names': conformant,
  'ten-thousand-tools': conformant,
  'endless-cursors': conformant,
  'same-cursor': conformant,
  'schema-without-end': nothing,
  'schema-that-refers-to-itself': conformant,
  'schema-with-a-slow-pattern': conformant,
  'floods-stderr': conformant,
  'half-a-message': breaks('stdio.stdout.only-messages'),
  'dies-by-a-signal': nothing,
  'closes-its-input': nothing,
  'ignores-sigterm-and-forks': conformant,
};

const OVER_HTTP: Readonly<Record<string, Expected>> = {
  good: conformant,
  'never-answers': silence,
  'slow-loris': silence,
  'slow-body': silence,
  'endless-events': breaks('logging.capability.declared'),
  'endless-comments': silence,
  'an-event-without-end': silence,
  'a-body-of-a-gigabyte': silence,
  'length-too-long': nothing,
  'length-too-short': nothing,
  'redirects-for-ever': breaks('http.endpoint.single-post'),
  'redirects-elsewhere': breaks('http.endpoint.single-post'),
  'gzip-bomb': nothing,
  'not-http': nothing,
  'headers-without-end': nothing,
  'interim-answers-for-ever': silence,
  'bad-chunks': nothing,
  'resets-midway': nothing,
  'html-for-an-answer': breaks('http.response.content-type'),
  'escapes-in-headers': nothing,
  'answers-another': breaks('base.response.same-id'),
  'ten-thousand-tools': conformant,
};

describe.concurrent('over stdio', () => {
  test('each has an expectation', () => expect(Object.keys(OVER_STDIO)).toEqual(Object.keys(SERVERS)));
  test.for(Object.entries(OVER_STDIO))('%s', { timeout: 180_000 }, async ([name, expected]) => {
    expectSeen(await see('stdio', name, expected), expected);
  });
});

describe.concurrent('over HTTP', () => {
  test('each has an expectation', () => expect(Object.keys(OVER_HTTP)).toEqual(Object.keys(HOSTILE)));
  test.for(Object.entries(OVER_HTTP))('%s', { timeout: 180_000 }, async ([name, expected]) => {
    const endpoint = await startHostile(name);
    try {
      expectSeen(await see('http', endpoint.url, expected), expected);
    } finally {
      await endpoint.close();
    }
  });
});
