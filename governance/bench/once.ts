/**
 * One measurement in a process of its own: `once.ts parse|check <root> [cache]` prints milliseconds, of the clock and of the
 * processor, MiB and the number of findings.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMarkdown } from '../markdown/outline.ts';
import { checkRfcs } from '../rfc/lint.ts';

const [what = '', root = '', cache] = process.argv.slice(2);
const start = performance.now();
const used = process.cpuUsage();
let findings = 0;
if (what === 'parse') {
  for (const name of readdirSync(join(root, 'rfcs')))
    if (name.endsWith('.md')) parseMarkdown(readFileSync(join(root, 'rfcs', name), 'utf8'));
} else findings = (await checkRfcs({ root, cache, date: '2026-11-22' })).length;
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(used);
const cpu = (user + system) / 1000;
// In KiB on Linux and macOS alike, as libuv gives it.
const mib = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ms, cpu, mib, findings }));
