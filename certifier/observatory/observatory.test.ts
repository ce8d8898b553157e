/** What the observatory holds is whole: pins are exact, each breach is a rule of the catalogue and has been read, each defect is caught. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue/catalogue.ts';
import { LIMITS, REPLY_FILE } from '../submission/folder.ts';
import type { Expected } from './expected.ts';
import { evidenceIn, expectedOf, namesExpected, reasonsIn, replyIn, serversIn } from './files.ts';
import { unreasoned } from './reasons.ts';
import { DEFECTS, transportsOf } from './server.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { servers } = serversIn(ROOT);
const { reasons } = reasonsIn(ROOT);
const expected = servers.flatMap(({ name }) => expectedOf(ROOT, name) ?? []);
const levels = new Map(catalogue.requirements.map(({ id, level }) => [id, level]));
const HOW = 'npm run observatory -- --update writes what is expected; a person writes the reasons';

it('holds at least twenty-five servers, and of each what is expected', () => {
  expect(servers.length).toBeGreaterThanOrEqual(25);
  expect(namesExpected(ROOT), HOW).toEqual(servers.map(({ name }) => name).sort());
});

it('holds servers of both eras and over both transports', () => {
  const runs = expected.flatMap((each) => each.runs);
  expect(new Set(runs.map(({ transport }) => transport))).toEqual(new Set(['stdio', 'streamable-http']));
  expect(runs.map(({ revision }) => revision)).toContain('2026-07-28');
  expect(runs.map(({ revision }) => revision)).toContain('2025-11-25');
});

it('gives one reason for each breach, and none for what is no breach', () => {
  expect(unreasoned(expected, reasons), HOW).toEqual({ missing: [], stale: [], twice: [] });
});

it('finds each of the defects that people report of servers in public', () => {
  const known = servers.flatMap(({ knownDefects = [] }) => knownDefects.map(({ defect }) => defect));
  expect(new Set(known)).toEqual(new Set(DEFECTS));
});

describe.each(servers.map((server) => [server.name, server] as const))('%s', (name, server) => {
  const its = expectedOf(ROOT, name) as Expected;

  it('is expected in the version that is pinned, over what it offers', () => {
    expect(its.server).toBe(name);
    expect(its.version, HOW).toBe(server.version);
    expect([...new Set(its.runs.map(({ transport }) => transport))]).toEqual(transportsOf(server));
  });

  it('breaks rules of the catalogue: a MUST where it fails, a SHOULD where it is warned, and our harness nowhere', () => {
    for (const { requirement, outcome } of its.runs.flatMap(({ breaches }) => breaches)) {
      expect(levels.has(requirement), requirement).toBe(true);
      expect(outcome, requirement).not.toBe('error');
      if (outcome === 'fail') expect(levels.get(requirement), requirement).toMatch(/^MUST/);
    }
  });

  it('is not conformant where it fails, and only there', () => {
    for (const { verdict, breaches } of its.runs)
      expect(verdict === 'not-conformant').toBe(breaches.some(({ outcome }) => outcome === 'fail'));
  });

  it('shows each breach by an exchange of its own recording, and names no path of the machine that made it', () => {
    const evidence = evidenceIn(ROOT, name);
    expect(evidence?.version, HOW).toBe(server.version);
    const key = (transport: string, revision: string, requirement: string) =>
      `${requirement}, ${revision}, ${transport}`;
    const owed = its.runs.flatMap(({ transport, revision, breaches }) =>
      breaches.map(({ requirement }) => key(transport, revision, requirement)),
    );
    const shown = (evidence?.runs ?? []).flatMap(({ transport, revision, breaches }) =>
      breaches.map((each) => ({ ...each, transport, key: key(transport, revision, each.requirement) })),
    );
    expect(shown.map((each) => each.key).sort(), HOW).toEqual(owed.sort());
    const held = new Set((evidence?.events ?? []).map(({ transport, event }) => `${transport} ${event.seq}`));
    for (const { key: at, transport, pointed, shown: events } of shown) {
      expect(pointed.length, at).toBeGreaterThan(0);
      expect(events, at).toEqual(expect.arrayContaining(pointed));
      expect(
        events.filter((seq) => !held.has(`${transport} ${seq}`)),
        at,
      ).toEqual([]);
    }
    expect(JSON.stringify(evidence?.events)).not.toMatch(/accord-reproduce-|\/(?:home|root|work|Users)\//);
  });

  it('has a reply of its makers that is not too long, or none', () => {
    expect(replyIn(ROOT, name)?.length ?? 0).toBeLessThanOrEqual(LIMITS[REPLY_FILE] as number);
  });

  it.each(server.knownDefects ?? [])('is caught with its known defect, $defect', ({ requirement, transport }) => {
    const caught = its.runs.filter((run) => run.transport === transport).flatMap(({ breaches }) => breaches);
    expect(caught).toContainEqual(expect.objectContaining({ requirement }));
  });
});
