/** The source of one check or mutant, cut out of its module, so that a page shows the code that really judges. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { root } from './root.ts';

export interface Excerpt {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly code: string;
}

/** Takes the indentation of the first line away from all of them. */
function outdented(code: string): string {
  const lines = code.split('\n');
  const rest = lines.slice(1).filter((line) => line.trim() !== '');
  const depth = Math.min(...rest.map((line) => line.length - line.trimStart().length));
  return [lines[0] ?? '', ...lines.slice(1).map((line) => line.slice(Number.isFinite(depth) ? depth : 0))].join('\n');
}

const commented = (source: string, node: ts.Node, file: ts.SourceFile): string => {
  const [comment] = ts.getLeadingCommentRanges(source, node.pos) ?? [];
  return source.slice(comment?.pos ?? node.getStart(file), node.end);
};

const held = new Map<string, ts.SourceFile>();

/** A module is looked into for each of its requirements, and parsed once. */
function parsed(source: string): ts.SourceFile {
  const known = held.get(source);
  if (known !== undefined) return known;
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true);
  held.set(source, file);
  return file;
}

/** Functions and constants of the module itself, by name. */
function declarationsIn(file: ts.SourceFile): ReadonlyMap<string, ts.Statement> {
  const named = new Map<string, ts.Statement>();
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) named.set(statement.name.text, statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name)) named.set(name.text, statement);
    }
  }
  return named;
}

function identifiersIn(node: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) names.push(each.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

/** What this node rests on in its own module, directly or not, in the order of the module. */
function supportOf(node: ts.Node, named: ReadonlyMap<string, ts.Statement>): readonly ts.Statement[] {
  const found = new Set<ts.Statement>();
  const open: ts.Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const name of identifiersIn(next)) {
      const statement = named.get(name);
      // A declaration around the node itself is the table that it stands in.
      if (statement === undefined || found.has(statement) || (statement.pos <= node.pos && node.end <= statement.end)) {
        continue;
      }
      found.add(statement);
      open.push(statement);
    }
  }
  return [...found].sort((a, b) => a.pos - b.pos);
}

function importOf(file: ts.SourceFile, name: string): string | undefined {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    if (bindings.elements.some((element) => element.name.text === name)) return statement.moduleSpecifier.text;
  }
  return undefined;
}

interface Member {
  /** The member, and below it the functions of its module that it rests on. */
  readonly code: string;
  /** Where the member is made by a function of another module: its name and the module, as it is imported. */
  readonly maker: { readonly name: string; readonly from: string } | undefined;
}

/** The member `'<id>': …` of a table in this module, with the comment before it. */
export function memberIn(source: string, id: string): Member | undefined {
  const file = parsed(source);
  let found: ts.PropertyAssignment | ts.MethodDeclaration | undefined;
  const visit = (node: ts.Node): void => {
    const isMember = ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node);
    if (found === undefined && isMember && ts.isStringLiteral(node.name) && node.name.text === id) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (found === undefined) return undefined;
  const support = supportOf(found, declarationsIn(file)).map((statement) => commented(source, statement, file));
  const value = ts.isPropertyAssignment(found) ? found.initializer : undefined;
  const callee = value !== undefined && ts.isCallExpression(value) ? value.expression : value;
  const name = callee !== undefined && ts.isIdentifier(callee) ? callee.text : undefined;
  const from = name === undefined ? undefined : importOf(file, name);
  return {
    code: [`${outdented(commented(source, found, file))},`, ...support].join('\n\n'),
    maker: name === undefined || from === undefined ? undefined : { name, from },
  };
}

/** A function or constant of a module, with what it rests on there. */
export function declarationIn(source: string, name: string): string | undefined {
  const file = parsed(source);
  const named = declarationsIn(file);
  const statement = named.get(name);
  if (statement === undefined) return undefined;
  const all = [...supportOf(statement, named), statement].sort((a, b) => a.pos - b.pos);
  return all.map((each) => commented(source, each, file)).join('\n\n');
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

const readSource = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

/** The check or mutant of a requirement; and, for a check, the function of another module that makes it, where one does. */
export function excerptOf(folder: 'certifier/judge' | 'certifier/mutants', id: string): readonly Excerpt[] {
  for (const file of modulesOf(folder, id.split('.', 1)[0] ?? '')) {
    const found = memberIn(readSource(file), id);
    if (found === undefined) continue;
    const own: Excerpt = { file, code: found.code };
    if (folder === 'certifier/mutants' || found.maker === undefined) return [own];
    const from = posix.join(posix.dirname(file), found.maker.from);
    const code = declarationIn(readSource(from), found.maker.name);
    return code === undefined ? [own] : [own, { file: from, code }];
  }
  return [];
}
