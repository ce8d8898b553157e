/** Findings for people, for programs, for code scanning, and for the log of a build. */
import { type Problem, problemLine } from '../problem.ts';
import type { RuleText } from './rule.ts';

export const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** GitHub reads these characters as its own. */
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const asCommand = ({ file, line, column, severity, rule, message }: Problem): string =>
  `::${severity} file=${property(file)},line=${line},col=${column},title=${property(rule)}::${data(message)}`;

const asSarif = (problems: readonly Problem[], rules: readonly RuleText[]) => {
  const used = rules.filter(({ id }) => problems.some(({ rule }) => rule === id));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'accord-rfc',
            rules: used.map(({ id, reason, severity }) => ({
              id,
              shortDescription: { text: reason },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map(({ file, line, column, rule, severity, message }) => ({
          ruleId: rule,
          level: severity,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  };
};

export const formatProblems = (problems: readonly Problem[], format: Format, rules: readonly RuleText[]): string => {
  switch (format) {
    case 'json':
      return json(problems);
    case 'sarif':
      return json(asSarif(problems, rules));
    case 'github':
      return problems.map((problem) => `${asCommand(problem)}\n`).join('');
    case 'pretty':
      return problems.map((problem) => `${problemLine(problem)}\n`).join('');
  }
};
