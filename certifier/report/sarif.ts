/**
 * The report as SARIF 2.1.0, for code scanning. A result points at the line of the transcript that shows it: event n stands on
 * line n + 1, after the header. Only what is broken is a result; what our harness could not judge is a notification.
 */
import type { Requirement } from '../catalogue/requirement.ts';
import { canFail, isDuty } from '../catalogue/requirement.ts';
import type { ReportFormat } from './format.ts';
import { jsonText } from './json.ts';
import type { Finding, Report, Result, Run } from './report.ts';
import { visible } from './safe.ts';
import { linkFor } from './words.ts';

const ruleOf = (requirement: Requirement, run: Run) => {
  const link = linkFor(requirement, run.revision);
  return {
    id: requirement.id,
    shortDescription: { text: requirement.statement },
    help: { text: [requirement.mend, `accord explain ${requirement.id}`].filter(Boolean).join('\n\n') },
    ...(link === undefined ? {} : { helpUri: link }),
    defaultConfiguration: { level: canFail(requirement) ? 'error' : isDuty(requirement.level) ? 'warning' : 'note' },
    properties: { tags: ['mcp', requirement.topic], level: requirement.level, basis: requirement.basis },
  };
};

const locationOf = (uri: string, seq: number) => ({
  physicalLocation: { artifactLocation: { uri, index: 0 }, region: { startLine: seq + 1 } },
});

/** A finding without an event is about the whole transcript; its header stands for it. */
function resultsOf(result: Result, ruleIndex: number, uri: string) {
  return result.findings.map((finding: Finding) => {
    const [first = 0, ...others] = finding.seq;
    return {
      ruleId: result.requirement,
      ...(ruleIndex === -1 ? {} : { ruleIndex }),
      kind: 'fail',
      level: result.outcome === 'fail' && result.beyond === undefined ? 'error' : 'warning',
      message: {
        text: visible(`${finding.message} Expected: ${finding.expected}. Actual: ${finding.actual}.`).replace(
          /\.\.(?= |$)/g,
          '.',
        ),
      },
      locations: [locationOf(uri, first)],
      ...(others.length === 0
        ? {}
        : { relatedLocations: others.map((seq, id) => ({ id: id + 1, ...locationOf(uri, seq) })) }),
      partialFingerprints: { 'accordRequirement/v1': `${result.requirement}:${visible(finding.message)}` },
      ...(result.waived === undefined
        ? {}
        : { suppressions: [{ kind: 'external', status: 'accepted', justification: result.waived.reason }] }),
    };
  });
}

function sarifRun(run: Run, report: Report, byId: ReadonlyMap<string, Requirement>) {
  const { suite, transcript } = report;
  const uri = encodeURI(transcript.file);
  const rules = run.results.flatMap(({ requirement }) => byId.get(requirement) ?? []);
  const broken = run.results.filter(({ outcome }) => outcome === 'fail' || outcome === 'warning');
  const errors = run.results.filter(({ outcome }) => outcome === 'error');
  return {
    tool: {
      driver: {
        name: 'Accord',
        semanticVersion: suite.version,
        rules: rules.map((requirement) => ruleOf(requirement, run)),
      },
    },
    automationDetails: { id: `accord/${run.transport}/${run.revision}/` },
    artifacts: [{ location: { uri }, hashes: { 'sha-256': transcript.sha256 } }],
    invocations: [
      {
        executionSuccessful: errors.length === 0,
        ...(errors.length === 0
          ? {}
          : {
              toolExecutionNotifications: errors.map(({ requirement, reason = 'the harness failed' }) => ({
                level: 'error',
                message: { text: visible(reason) },
                associatedRule: { id: requirement },
              })),
            }),
      },
    ],
    results: broken.flatMap((result) =>
      resultsOf(
        result,
        rules.findIndex(({ id }) => id === result.requirement),
        uri,
      ),
    ),
    properties: { verdict: run.verdict, profile: run.profile, revision: run.revision, observed: run.observed },
  };
}

export const sarif: ReportFormat = (report, { catalogue }) => {
  const byId = new Map(catalogue.requirements.map((requirement) => [requirement.id, requirement]));
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: report.runs.map((run) => sarifRun(run, report, byId)),
  });
};
