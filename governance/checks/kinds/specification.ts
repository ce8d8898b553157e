/** The rules, what is compiled from them, and the examples that show them. */
import { posix } from 'node:path';
import { compile, compiledFiles } from '../../../certifier/catalogue/compile.ts';
import { readTranscript } from '../../../certifier/evidence/read.ts';
import { type Files, textOf } from '../../files.ts';
import type { Problem } from '../../problem.ts';
import { checkIsSchema, checkValue, parseJson } from '../json.ts';
import { below, inside, type Kind, schemaProblem } from '../kind.ts';

const SPECIFICATION = 'specification';
const TRANSCRIPT_SCHEMA = 'certifier/evidence/transcript.schema.json';

const pages = (files: Files): readonly string[] => inside(files, SPECIFICATION, /^(?!README).*\.md$/);

const compiled = (files: Files) =>
  compile(pages(files).map((path) => ({ name: posix.basename(path, '.md'), text: textOf(files, path) ?? '' })));

export const SPECIFICATION_PAGES: Kind = {
  name: 'specification pages',
  required: true,
  find: pages,
  check: (_paths, files) =>
    compiled(files).problems.map(({ place, message }) => {
      const [file = place, line = '1'] = place.split(':');
      return schemaProblem(file, {
        actual: message,
        expected: 'a page that compiles',
        place: { line: Number(line), column: 1 },
      });
    }),
};

export const CATALOGUE_FILE: Kind = {
  name: 'catalogue',
  required: true,
  find: (files) => inside(files, SPECIFICATION, /^(catalogue|rules)\.json$/),
  check: (paths, files) => {
    const expected = compiledFiles(compiled(files).catalogue);
    return paths
      .filter((path) => textOf(files, path) !== expected.get(posix.basename(path)))
      .map((path) =>
        schemaProblem(path, { actual: 'what other pages say', expected: 'what `accord spec build` writes' }),
      );
  },
};

/** The first line is a header, every other an event; that their numbers have no gap is what a schema cannot say. */
export const checkTranscript = (files: Files, file: string): readonly Problem[] => {
  const text = textOf(files, file) ?? '';
  const problems = text
    .split('\n')
    .slice(0, -1)
    .flatMap((line, index) => {
      const parsed = parseJson(line);
      const place = { line: index + 1, column: 1 };
      if ('fault' in parsed)
        return [schemaProblem(file, { actual: `text (${parsed.fault})`, expected: 'JSON', place })];
      const pointer = index === 0 ? '#/$defs/header' : '#/$defs/event';
      return checkValue(files, file, parsed.value, { file: TRANSCRIPT_SCHEMA, pointer, line: index + 1 });
    });
  if (problems.length > 0) return problems;
  try {
    readTranscript(text);
    return [];
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error);
    return [schemaProblem(file, { actual, expected: 'a transcript' })];
  }
};

export const EXAMPLES: Kind = {
  name: 'examples',
  required: true,
  find: (files) => below(files, `${SPECIFICATION}/examples`, /\.jsonl$/),
  check: (paths, files) => paths.flatMap((path) => checkTranscript(files, path)),
};

export const JSON_SCHEMAS: Kind = {
  name: 'JSON Schemas',
  required: true,
  find: (files) => [
    ...below(files, 'certifier', /\.schema\.json$/),
    ...below(files, 'cli', /\.schema\.json$/),
    ...below(files, `${SPECIFICATION}/schema`, /\.json$/),
  ],
  check: (paths, files) => paths.flatMap((path) => checkIsSchema(files, path)),
};
