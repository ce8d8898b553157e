/** The source of one check or mutant, cut out of its module, so that a page shows the code that really judges. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { root } from './root.ts';

export interface Excerpt {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** Takes the indentation of the first line away from all of them. */
function outdented(code: string): string {
  const lines = code.split('\n');
  const rest = lines.slice(1).filter((line) => line.trim() !== '');
  const depth = Math.min(...rest.map((line) => line.length - line.trimStart().length));
  return [lines[0] ?? '', ...lines.slice(1).map((line) => line.slice(Number.isFinite(depth) ? depth : 0))].join('\n');
}

/** The member `'<id>': …` of a table in this module, with the comment before it; and the function it names, where it names one. */
export function memberIn(source: string, id: string): { readonly line: number; readonly code: string } | undefined {
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true);
  let found: ts.PropertyAssignment | ts.MethodDeclaration | undefined;
  const named = new Map<string, ts.Node>();
  const visit = (node: ts.Node): void => {
    if (
      found === undefined &&
      (ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) &&
      ts.isStringLiteral(node.name) &&
      node.name.text === id
    ) {
      found = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (found === undefined) return undefined;
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) named.set(statement.name.text, statement);
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        if (ts.isIdentifier(declaration.name)) named.set(declaration.name.text, statement);
      }
    }
  }
  const textOf = (node: ts.Node): string => {
    const [comment] = ts.getLeadingCommentRanges(source, node.pos) ?? [];
    return source.slice(comment?.pos ?? node.getStart(file), node.end);
  };
  const line = file.getLineAndCharacterOfPosition(found.getStart(file)).line + 1;
  const own = outdented(textOf(found));
  const initializer = ts.isPropertyAssignment(found) ? found.initializer : undefined;
  const helper = initializer !== undefined && ts.isIdentifier(initializer) ? named.get(initializer.text) : undefined;
  return { line, code: helper === undefined ? own : `${own},\n\n${textOf(helper)}` };
}

/** Modules of a topic: `<topic>.ts`, or the files of the folder `<topic>/`. */
function modulesOf(folder: string, topic: string): readonly string[] {
  const single = `${folder}/${topic}.ts`;
  const directory = `${folder}/${topic}`;
  const parts = existsSync(`${root}/${directory}`)
    ? readdirSync(`${root}/${directory}`)
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .sort()
        .map((name) => `${directory}/${name}`)
    : [];
  return [...(existsSync(`${root}/${single}`) ? [single] : []), ...parts];
}

export function excerptOf(folder: 'certifier/judge' | 'certifier/mutants', id: string): Excerpt | undefined {
  for (const file of modulesOf(folder, id.split('.', 1)[0] ?? '')) {
    const found = memberIn(readFileSync(`${root}/${file}`, 'utf8'), id);
    if (found !== undefined) return { file, ...found };
  }
  return undefined;
}
