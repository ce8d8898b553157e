/** The observatory as Markdown, for programs and for people who read text. */
import { visibleText } from '../../certifier/report/safe.ts';
import { VERDICT_WORD } from '../../certifier/report/words.ts';
import { below, requirementPath } from '../lib/base.ts';
import { count, TRANSPORT_WORDS } from '../lib/words.ts';
import {
  causeWords,
  failuresIn,
  mostBroken,
  OBSERVATORY_COMMAND,
  OBSERVATORY_PATH,
  type ObservedServer,
  placeWords,
  warningsIn,
} from '../results/observatory.ts';
import type { TextOptions } from './markdown-of.ts';

export const OBSERVATORY_TITLE = 'The observatory';
export const observatoryDescription = (servers: readonly ObservedServer[]): string =>
  `${count(servers.length, 'public MCP server')}, installed from the npm registry and judged as they are. Their makers did not ask for it: here are observations, each with its reason and the exchange that shows it, and no certificates.`;

const BY_US = `Run without credentials and for reading only, by \`${OBSERVATORY_COMMAND}\`. What is not named was kept, was not observed, or does not apply.`;

const runLine = (run: ObservedServer['runs'][number]): string =>
  `${VERDICT_WORD[run.verdict]}, ${run.revision} over ${TRANSPORT_WORDS[run.transport]}: ${run.observed} applicable MUSTs observed, ${failuresIn(run)} failed, ${warningsIn(run)} warned`;

/** What a subject said stays on its line, and is no markup. */
const quoted = (text: string): string => {
  const shown = visibleText(text).replace(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return `${fence} ${shown} ${fence}`;
};

export function observatoryText(servers: readonly ObservedServer[], { base }: TextOptions): string {
  const requirement = (id: string): string => `[${id}](${below(base, requirementPath(id))}index.md)`;
  return `${[
    `# ${OBSERVATORY_TITLE}`,
    `> ${observatoryDescription(servers)}`,
    BY_US,
    '## What servers get wrong most',
    mostBroken(servers)
      .map(
        ({ requirement: id, level, outcome, servers: own, observed, causes }) =>
          `- ${requirement(id)} (${level}, ${outcome}): broken by ${own.length} of ${observed} on which it was observed; in ${causes.map(([cause]) => causeWords(cause)).join('; ')}`,
      )
      .join('\n'),
    '## The servers',
    servers
      .map(
        ({ server, path, runs }) =>
          `- [${server.name} ${server.version}](${below(base, path)}index.md): ${runs.map(runLine).join('; ')}`,
      )
      .join('\n'),
  ].join('\n\n')}\n`;
}

export function observedText({ server, runs, breaches, reply }: ObservedServer, { base }: TextOptions): string {
  return `${[
    `# ${server.name} ${server.version}`,
    `> ${server.package} ${server.version}, observed. Nobody submitted it, and no certificate is given for it.`,
    BY_US,
    runs.map((run) => `- ${runLine(run)}`).join('\n'),
    ...(reply === undefined ? [] : ['## Its makers reply', visibleText(reply.trim()).replace(/^/gm, '> ')]),
    ...breaches.map(({ requirement, level, outcome, reason, occurrences }) =>
      [
        `## ${requirement}`,
        `${level}, ${outcome}. [The requirement](${below(base, requirementPath(requirement))}index.md).${reason === undefined ? '' : ` ${reason.because} It lies in ${causeWords(reason.in)}.`}`,
        occurrences
          .map((each) => `- ${placeWords(each)}: ${quoted(each.finding)} Actual: ${quoted(each.actual)}`)
          .join('\n'),
      ].join('\n\n'),
    ),
    `[All servers](${below(base, OBSERVATORY_PATH)}index.md)`,
  ].join('\n\n')}\n`;
}
