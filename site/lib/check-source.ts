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

/** What a node rests on in its own module, directly or not, in the order of the module. */
function supporting(named: ReadonlyMap<string, ts.Statement>): (node: ts.Node) => readonly ts.Statement[] {
  const known = new Map<ts.Node, readonly string[]>();
  const namesIn = (node: ts.Node): readonly string[] => {
    const names = known.get(node) ?? identifiersIn(node);
    known.set(node, names);
    return names;
  };
  return (node) => {
    const found = new Set<ts.Statement>();
    const open: ts.Node[] = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const name of namesIn(next)) {
        const statement = named.get(name);
        // A declaration around the node itself is the table that it stands in.
        if (
          statement === undefined ||
          found.has(statement) ||
          (statement.pos <= node.pos && node.end <= statement.end)
        ) {
          continue;
        }
        found.add(statement);
        open.push(statement);
      }
    }
    return [...found].sort((a, b) => a.pos - b.pos);
  };
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

type Named = ts.PropertyAssignment | ts.MethodDeclaration;

/** The members of the tables in a module, by name; of two with one name the first. */
function membersIn(file: ts.SourceFile): ReadonlyMap<string, Named> {
  const members = new Map<string, Named>();
  const visit = (node: ts.Node): void => {
    if ((ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) && ts.isStringLiteral(node.name)) {
      if (!members.has(node.name.text)) members.set(node.name.text, node);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return members;
}

function makerOf(file: ts.SourceFile, node: Named): Member['maker'] {
  const value = ts.isPropertyAssignment(node) ? node.initializer : undefined;
  const callee = value !== undefined && ts.isCallExpression(value) ? value.expression : value;
  const name = callee !== undefined && ts.isIdentifier(callee) ? callee.text : undefined;
  const from = name === undefined ? undefined : importOf(file, name);
  return name === undefined || from === undefined ? undefined : { name, from };
}

/** Everything that can be asked of a module, cut out of it. */
interface Cut {
  readonly members: ReadonlyMap<string, Member>;
  readonly declarations: ReadonlyMap<string, string>;
}

function cut(source: string): Cut {
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true);
  const named = declarationsIn(file);
  const supportOf = supporting(named);
  const memberOf = (node: Named): Member => {
    const support = supportOf(node).map((statement) => commented(source, statement, file));
    return {
      code: [`${outdented(commented(source, node, file))},`, ...support].join('\n\n'),
      maker: makerOf(file, node),
    };
  };
  const declarationOf = (statement: ts.Statement): string =>
    [...supportOf(statement), statement]
      .sort((a, b) => a.pos - b.pos)
      .map((each) => commented(source, each, file))
      .join('\n\n');
  return {
    members: new Map([...membersIn(file)].map(([id, node]) => [id, memberOf(node)])),
    declarations: new Map([...named].map(([name, statement]) => [name, declarationOf(statement)])),
  };
}

const held = new Map<string, Cut>();

/** A module is looked into for each of its requirements, and parsed once; what is kept is text, for the trees of all of them are large. */
function cutOf(source: string): Cut {
  const known = held.get(source) ?? cut(source);
  held.set(source, known);
  return known;
}

/** The member `'<id>': …` of a table in this module, with the comment before it. */
export const memberIn = (source: string, id: string): Member | undefined => cutOf(source).members.get(id);

/** A function or constant of a module, with what it rests on there. */
export const declarationIn = (source: string, name: string): string | undefined => cutOf(source).declarations.get(name);

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
