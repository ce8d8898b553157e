import { describe, expect, it } from 'vitest';
import type { ConformanceCertificate } from '../predicate.ts';
import { good, issue, verifyInput } from '../testing/evidence.ts';
import type { Verification } from '../verify/verification.ts';
import { verifyCertificate } from '../verify.ts';
import { contrast, DEMONSTRATION_COLOURS, EDGE, LABEL_COLOURS, MESSAGE_COLOURS } from './colour.ts';
import { badgeEndpoint } from './endpoint.ts';
import { MARK_PATH } from './mark.ts';
import { badgeSvg } from './svg.ts';
import { fitting, textWidth } from './width.ts';
import { badgeWords } from './words.ts';

const verified = await verifyCertificate(verifyInput(await issue()));
const words = badgeWords(verified);
const certified = (over: Partial<ConformanceCertificate>): Verification => ({
  ...verified,
  certificate: { ...verified.certificate!, ...over },
});
const subject = (name: string, version: string | null = null, url?: string) =>
  ({ name, version, role: 'server', ...(url === undefined ? {} : { url }) }) as const;

describe('the words of a badge', () => {
  it('name product, version, profile, revision and last day', () => {
    expect(words).toEqual({
      id: verified.certificate!.certificate,
      standing: 'certified',
      mark: 'conformant',
      label: 'lighthouse 1.4.2',
      message: 'MCP server · server-core 2025-11-25 · conformant, valid until 2027-09-02',
      demonstration: false,
    });
  });

  it('name a revision once where the profile has it in its name', () => {
    const [run] = verified.certificate!.runs;
    const runs = [{ ...run!, profile: 'server-2025-11-25-stdio' }];
    expect(badgeWords(certified({ runs })).message).toContain('MCP server · 2025-11-25 over stdio · conformant');
  });

  it('say waivers, and that a service was observed', () => {
    const { message } = badgeWords(
      certified({ verdict: 'conformant-with-waivers', subject: subject('a', '1', 'https://example.org/mcp') }),
    );
    expect(message).toContain('observed service · conformant with waivers, valid until');
  });

  it('no longer say conformant once the certificate has expired', async () => {
    const late = await verifyCertificate(verifyInput(await issue(), { now: new Date('2028-01-01') }));
    expect(badgeWords(late)).toMatchObject({
      mark: 'no-verdict',
      message: 'MCP server · server-core 2025-11-25 · certificate expired 2027-09-02',
    });
  });

  it.each([
    ['the signature does not hold', { certificate: new TextEncoder().encode('hello') }],
    ['the transcript was not given', { transcript: undefined }],
    ['the report is another', { report: good.transcriptBytes }],
  ])('are not made where %s', async (_, over) => {
    const verification = await verifyCertificate({ ...verifyInput(await issue()), ...over } as never);
    expect(() => badgeWords(verification)).toThrow('a badge is made from a verified certificate only');
  });

  it('are not made where the status log that the certificate names was not looked at', async () => {
    const verification = await verifyCertificate(verifyInput(await issue(good, { statusUrl: 'https://example.org/' })));
    expect(() => badgeWords(verification)).toThrow('status');
  });
});

describe('the SVG', () => {
  const svg = badgeSvg(words);

  it('is an image with a title that says everything', () => {
    expect(svg).toContain('role="img"');
    expect(svg).toContain(
      '>lighthouse 1.4.2: MCP server · server-core 2025-11-25 · conformant, valid until 2027-09-02</title>',
    );
  });

  it('draws its mark, and types none', () => {
    expect(svg).toContain(`d="${MARK_PATH.conformant}"`);
    expect(svg).not.toMatch(/[≡≢≟]/);
  });

  it('has ids of its own beside another badge', async () => {
    const ids = (text: string) => [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const demo = badgeSvg(badgeWords(await verifyCertificate(verifyInput(await issue(good, { demonstration: true })))));
    expect(new Set([...ids(svg), ...ids(demo)]).size).toBe(4);
  });

  it('says DEMONSTRATION where it is one, in its picture and in its title', async () => {
    const demo = badgeSvg(badgeWords(await verifyCertificate(verifyInput(await issue(good, { demonstration: true })))));
    expect(demo.match(/DEMONSTRATION/g)).toHaveLength(2);
    expect(svg).not.toContain('DEMONSTRATION');
  });

  it('lets no markup of a subject through', () => {
    const hostile = badgeSvg(badgeWords(certified({ subject: subject('<script>alert(1)</script>"&') })));
    expect(hostile).not.toContain('<script');
    expect(hostile).toContain('&lt;script&gt;');
  });

  it('stays within its width whatever a subject is called, and cuts nothing from its title', () => {
    const name = 'W'.repeat(300);
    const long = badgeSvg(badgeWords(certified({ subject: subject(name) })));
    expect(Number(/ width="(\d+)"/.exec(long)?.[1])).toBeLessThan(900);
    expect(long).toContain(`${name}: MCP server`);
    expect(long).toContain('…</text>');
  });

  it('is well-formed XML, with every text fixed to the width that was kept for it', () => {
    expect(svg.match(/<text /g)).toHaveLength(2);
    expect(svg.match(/textLength="\d+" lengthAdjust="spacingAndGlyphs"/g)).toHaveLength(2);
  });
});

describe('the colours', () => {
  it('are told apart as WCAG measures', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each([...Object.values(LABEL_COLOURS), MESSAGE_COLOURS, DEMONSTRATION_COLOURS])(
    'of $ink on $paper have at least 4.5:1',
    ({ ink, paper }) => {
      expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['#ffffff', '#0d1117', '#000000'])('give the badge an edge that is seen on %s', (page) => {
    expect(contrast(EDGE, page)).toBeGreaterThanOrEqual(3);
  });
});

describe('the shields endpoint', () => {
  it('says the same, and is fetched again within the hour', () => {
    expect(JSON.parse(badgeEndpoint(words))).toEqual({
      schemaVersion: 1,
      label: 'lighthouse 1.4.2',
      message: 'MCP server · server-core 2025-11-25 · conformant, valid until 2027-09-02',
      color: '0b5a4a',
      cacheSeconds: 3600,
    });
  });

  it('turns to an error where the certificate no longer holds, and says DEMONSTRATION first', () => {
    const endpoint = JSON.parse(badgeEndpoint({ ...words, mark: 'no-verdict', demonstration: true }));
    expect(endpoint).toMatchObject({ isError: true, message: expect.stringMatching(/^DEMONSTRATION · /) });
  });
});

describe('the estimated width', () => {
  it('grows with what is written, and has room for every script', () => {
    expect(textWidth('iii', 11)).toBeLessThan(textWidth('mmm', 11));
    expect(textWidth('灯台', 11)).toBeGreaterThanOrEqual(22);
    expect(textWidth('e\u0301', 11)).toBe(textWidth('e', 11));
  });

  it('leaves a text alone that fits, and ends one that does not with an ellipsis', () => {
    expect(fitting('lamp', 11, 100)).toBe('lamp');
    const cut = fitting('a lamp and a horn', 11, 60);
    expect(cut).toMatch(/…$/);
    expect(textWidth(cut, 11)).toBeLessThanOrEqual(60);
  });
});
