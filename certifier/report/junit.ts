/**
 * The report as JUnit XML, for build services: a suite for each run, a case for each requirement. JUnit has no warnings: a broken
 * SHOULD is a case that passes and says so in its output. A waived failure is skipped, with the reason of the waiver.
 * What lies beyond the profile passes and says so too.
 */
import { type Excerpts, excerptsOf } from './excerpt.ts';
import type { ReportFormat } from './format.ts';
import type { Finding, Result, Run } from './report.ts';
import { escapeMarkup } from './safe.ts';
import { topicOf } from './story.ts';
import { linkFor, runTitle } from './words.ts';

const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`)
    .join('');

function detail(finding: Finding, excerpts: Excerpts | undefined): readonly string[] {
  const shown = (excerpts?.(finding.seq) ?? []).map(({ seq, arrow, text }) => `${seq} ${arrow} ${text.slice(0, 1000)}`);
  return [
    finding.message,
    `expected: ${finding.expected}`,
    `actual: ${finding.actual}`,
    ...(shown.length > 0 ? shown : [`seen at: event ${finding.seq.join(', ')}`]),
  ];
}

const lines = (texts: readonly string[]): string => texts.map(escapeMarkup).join('\n');

function body(result: Result, about: readonly string[], excerpts: Excerpts | undefined): string {
  const told = lines([...result.findings.flatMap((finding) => detail(finding, excerpts)), ...about]);
  const message = result.findings[0]?.message ?? result.reason ?? '';
  switch (result.outcome) {
    case 'fail':
      if (result.beyond === true) return `<system-out>beyond the profile\n${told}</system-out>`;
      return result.waived === undefined
        ? `<failure${attributes({ message, type: result.level })}>${told}</failure>`
        : `<skipped${attributes({ message: `waived: ${result.waived.reason}` })}/><system-out>${told}</system-out>`;
    case 'error':
      return `<error${attributes({ message, type: 'harness' })}>${lines(about)}</error>`;
    case 'not-tested':
      return `<skipped${attributes({ message: `not tested: ${result.reason ?? 'not-exercised'}` })}/>`;
    case 'not-applicable':
      return `<skipped${attributes({ message: 'not applicable: the subject does not declare the feature' })}/>`;
    case 'warning':
      return `<system-out>warning\n${told}</system-out>`;
    case 'pass':
      return '';
  }
}

export const junit: ReportFormat = (report, { catalogue, transcript }) => {
  const excerpts = transcript === undefined ? undefined : excerptsOf(transcript);
  const byId = new Map(catalogue.requirements.map((requirement) => [requirement.id, requirement]));
  const counts = (runs: readonly Run[]) => {
    const results = runs.flatMap((run) => run.results);
    const waived = results.filter((result) => result.waived !== undefined).length;
    const beyond = results.filter((result) => result.outcome === 'fail' && result.beyond === true).length;
    const number = (...outcomes: readonly string[]) =>
      results.filter(({ outcome }) => outcomes.includes(outcome)).length;
    return {
      tests: results.length,
      failures: number('fail') - waived - beyond,
      errors: number('error'),
      skipped: number('not-tested', 'not-applicable') + waived,
    };
  };
  const suites = report.runs.map((run) => {
    const cases = run.results.map((result) => {
      const requirement = byId.get(result.requirement);
      const link = linkFor(requirement, run.revision);
      const about = [requirement?.statement, link, `accord explain ${result.requirement}`].filter(
        (each) => each !== undefined,
      );
      const inner = body(result, about, excerpts);
      const named = attributes({ classname: `accord.${topicOf(result.requirement)}`, name: result.requirement });
      return inner === '' ? `    <testcase${named}/>` : `    <testcase${named}>${inner}</testcase>`;
    });
    const opening = attributes({
      name: runTitle(run),
      ...counts([run]),
      timestamp: transcript?.header.startedAt.replace(/(\.\d+)?Z$/, ''),
    });
    const properties = Object.entries({
      verdict: run.verdict,
      profile: run.profile ?? 'none',
      'observed MUSTs': run.observed.musts,
      'applicable MUSTs': run.observed.applicable,
    }).map(([name, value]) => `      <property${attributes({ name, value })}/>`);
    return [
      `  <testsuite${opening}>`,
      '    <properties>',
      ...properties,
      '    </properties>',
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  const name = [report.subject.name ?? 'unnamed subject', report.subject.version]
    .filter((each) => each !== null)
    .join(' ');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...counts(report.runs) })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
};
