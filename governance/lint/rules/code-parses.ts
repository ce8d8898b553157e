import { parseDocument } from 'yaml';
import type { Charter, Rfc } from '../corpus.ts';
import { rfc } from '../example.ts';
import { defineDocumentRule } from '../rule.ts';

const path = 'rfcs/0001-an-example.md';
const showing = (block: string) => rfc({}, `## Summary\n\nIt.\n\n## Motivation\n\n${block}\n`);

export const codeParses = defineDocumentRule<Rfc | Charter>({
  id: 'code-parses',
  severity: 'error',
  reason: 'People copy what is shown. An example that no parser takes was never tried.',
  examples: [
    {
      says: 'JSON, a line of JSON at a time, YAML',
      files: {
        [path]: showing(
          '```json\n{ "a": 1 }\n```\n\n```jsonl\n{"a":1}\n{"a":2}\n```\n\n```yaml\na: 1\n```\n\n```text\n{ a\n```',
        ),
      },
      problems: [],
    },
    {
      says: 'JSON with a comma too many',
      files: { [path]: showing('```json\n{\n  "a": 1,\n}\n```') },
      problems: [`${path}:24:1 Unexpected text that is not JSON, expected what its block is called: json`],
    },
    {
      says: 'YAML with a field twice',
      files: { [path]: showing('```yaml\na: 1\na: 2\n```') },
      problems: [`${path}:23:1 Unexpected text that is not YAML, expected what its block is called: yaml`],
    },
  ],
  check({ outline }, _grounds, report) {
    for (const { language, text, place } of outline.blocks) {
      const fault = faultOf(language, text);
      if (fault !== null)
        report({
          actual: `text that is not ${fault.what}`,
          expected: `what its block is called: ${language}`,
          place: { line: place.line + fault.line, column: 1 },
        });
    }
  },
});

interface Fault {
  readonly what: string;
  /** From the line of the fence. */
  readonly line: number;
}

/** The line on which it stops being JSON, from the first; null where it is JSON. */
const jsonFault = (text: string): number | null => {
  try {
    JSON.parse(text);
    return null;
  } catch (cause) {
    const position = Number(/position (\d+)/.exec((cause as Error).message)?.[1] ?? text.length);
    return text.slice(0, position).split('\n').length;
  }
};

const faultOf = (language: string, text: string): Fault | null => {
  switch (language) {
    case 'json': {
      const line = jsonFault(text);
      return line === null ? null : { what: 'JSON', line };
    }
    case 'jsonl': {
      const index = text.split('\n').findIndex((line) => line.trim() !== '' && jsonFault(line) !== null);
      return index < 0 ? null : { what: 'JSON', line: index + 1 };
    }
    case 'yaml':
    case 'yml': {
      const [error] = parseDocument(text, { uniqueKeys: true, prettyErrors: false }).errors;
      return error === undefined ? null : { what: 'YAML', line: text.slice(0, error.pos[0]).split('\n').length };
    }
    default:
      return null;
  }
};
