/** The report as Markdown, for a pull request or the summary of a build. */
import { excerptsOf } from './excerpt.ts';
import type { ReportFormat } from './format.ts';
import type { Run } from './report.ts';
import { escapeMarkdown, markdownCode } from './safe.ts';
import { type Case, type Chapter, storyOf, toldOnce, whyItDoesNotCount } from './story.ts';
import { eventsAt, observedWords, runTitle, VERDICT_MARK, VERDICT_WORD } from './words.ts';

const EXCERPT_CHARACTERS = 300;
const shorten = (text: string): string =>
  text.length <= EXCERPT_CHARACTERS ? text : `${text.slice(0, EXCERPT_CHARACTERS)}…`;

/** Statements come from our own catalogue and are Markdown already. */
const said = (label: string, text: string): string => `- ${label}: ${markdownCode(text)}`;

export const markdown: ReportFormat = (report, { catalogue, transcript }) => {
  const excerpts = transcript === undefined ? undefined : excerptsOf(transcript);

  const apartLines = (each: Case): readonly string[] => {
    const apart = whyItDoesNotCount(each);
    return apart === undefined ? [] : [apart, ''];
  };

  const caseLines = ({ result, requirement, link }: Case): readonly string[] => [
    `#### \`${result.requirement}\` (${result.level})`,
    '',
    ...(requirement === undefined ? [] : [requirement.statement, '']),
    ...apartLines({ result, requirement, link }),
    ...(result.waived === undefined ? [] : [`Waived: ${escapeMarkdown(result.waived.reason)}`, '']),
    ...toldOnce(result.findings).flatMap(({ finding, again }) => [
      escapeMarkdown(finding.message),
      '',
      said('expected', finding.expected),
      said('actual', finding.actual),
      ...(excerpts?.(finding.seq) ?? []).map(
        ({ seq, arrow, text }) => `- event ${seq} ${arrow} ${markdownCode(shorten(text))}`,
      ),
      ...(again.length === 0 ? [] : [`- the same at ${eventsAt(again)}`]),
      '',
    ]),
    [link === undefined ? undefined : `[The rule upstream](${link})`, `\`accord explain ${result.requirement}\``]
      .filter((each) => each !== undefined)
      .join(' · '),
    '',
  ];

  const section = (heading: string, chapters: readonly Chapter[]): readonly string[] =>
    chapters.flatMap(({ title, cases }) => [
      `### ${heading}: ${escapeMarkdown(title)}`,
      '',
      ...cases.flatMap(caseLines),
    ]);

  const runLines = (run: Run): readonly string[] => {
    const story = storyOf(run, catalogue, transcript);
    const errors = story.errors.map(
      ({ result }) => `- \`${result.requirement}\`: ${escapeMarkdown(result.reason ?? 'the harness failed')}`,
    );
    const notTested = story.notTested.map(
      ({ why, remedy, ofTheSuite, requirements }) =>
        `- ${requirements.length}: ${why}${remedy === undefined ? '' : ` (to test: ${markdownCode(remedy)})`}.${ofTheSuite === true ? '' : ` ${requirements.map((id) => `\`${id}\``).join(', ')}`}`,
    );
    return [
      `## ${runTitle(run)}`,
      '',
      `**${VERDICT_MARK[run.verdict]} ${VERDICT_WORD[run.verdict]}**, ${observedWords(run)}.`,
      '',
      ...(run.because.length === 0 ? [] : [...run.because.map((reason) => `- ${escapeMarkdown(reason)}`), '']),
      ...section('Failed', story.failures),
      ...section('Waived', story.waived),
      ...(errors.length === 0 ? [] : ['### Could not be judged', '', ...errors, '']),
      ...section('Beyond the profile', story.beyond),
      ...section('Warning', story.warnings),
      ...(notTested.length === 0 ? [] : ['### Not tested', '', ...notTested, '']),
    ];
  };

  const { subject, verdict, suite, date } = report;
  const name = [subject.name ?? 'A subject that never named itself', subject.version]
    .filter((each) => each !== null)
    .join(' ');
  const rows = report.runs.map(
    (run) =>
      `| ${run.revision} | ${run.transport} | ${VERDICT_MARK[run.verdict]} ${VERDICT_WORD[run.verdict]} | ${run.observed.musts} of ${run.observed.applicable} | ${run.totals.fail} | ${run.totals.warning} | ${run.totals['not-tested']} |`,
  );
  return [
    `# ${VERDICT_MARK[verdict]} ${escapeMarkdown(name)}: ${VERDICT_WORD[verdict]}`,
    '',
    `${markdownCode(subject.url ?? (subject.command ?? []).join(' '))}, judged by Accord ${suite.version}, ${date}.`,
    '',
    ...(rows.length === 0
      ? ['Nothing was observed: no revision of MCP was established.', '']
      : [
          '| Revision | Transport | Verdict | Applicable MUSTs observed | Failed | Warnings | Not tested |',
          '| --- | --- | --- | --- | --- | --- | --- |',
          ...rows,
          '',
        ]),
    ...report.runs.flatMap(runLines),
  ].join('\n');
};
