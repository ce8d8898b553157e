/**
 * Servers that people use, as they are, without a fixture: judged without a false failure. What is expected of each is the whole
 * list of what the run finds; every entry was read in the transcript and held against the sentence upstream. The transcripts of
 * public servers are those of `implementations/`, which are recorded again beside this test (implementations.test.ts).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { certify } from '../certify.ts';
import { readTranscript } from '../evidence/read.ts';
import type { Transcript, Transport } from '../evidence/transcript.ts';
import { judge } from '../judge/judge.ts';
import { ruler } from '../judge/ruler.ts';
import type { Report } from '../report/report.ts';
import { transcriptIn } from '../submission/programme.ts';
import { httpSubject } from './http.ts';
import { stdioSubject } from './stdio.ts';
import type { Subject } from './subject.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SDK_SERVER = fileURLToPath(new URL('testing/sdk-server.mjs', import.meta.url));

function reportOf(transcript: Transcript): Report {
  const suite = { version: 'test', digest: 'sha256:test' };
  return judge(transcript, { ...ruler, suite }, { transcript: { file: 'x', sha256: 'x' } });
}

/** What today's judge says of a transcript that was published. */
const published = (folder: string, transport: Transport): Report =>
  reportOf(readTranscript(transcriptIn(ROOT, { folder: `implementations/${folder}` }, transport)));

async function run(subject: Subject): Promise<Report> {
  const { transcript, problem } = await certify(subject, { seed: 'real' });
  expect(problem).toBeUndefined();
  return reportOf(transcript);
}

/** `2025-11-25 warning tools.call.unknown-tool`, in order of the alphabet. */
const found = ({ runs }: Report): readonly string[] =>
  runs
    .flatMap(({ revision, results }) =>
      results
        .filter(({ outcome }) => ['fail', 'warning', 'error'].includes(outcome))
        .map(({ requirement, outcome }) => `${revision} ${outcome} ${requirement}`),
    )
    .sort();
const verdicts = ({ runs }: Report): readonly string[] => runs.map(({ revision, verdict }) => `${revision} ${verdict}`);

/** Starts an HTTP server that says on either stream when it listens. */
async function listening(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  said: RegExp,
): Promise<[ChildProcess, string]> {
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      text += chunk;
      const heard = said.exec(text);
      if (heard !== null) resolve(heard);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`it ended before it listened: ${text}`)));
  });
  return [child, match[1] ?? ''];
}

// What is found, and why we would defend it. Warnings: SHOULDs, and wording without a keyword.
/** SDK 1.x answers a call of an unknown tool with `isError`; the page shows an error for it, without a keyword. */
const UNKNOWN_TOOL = '2025-11-25 warning tools.call.unknown-tool';
/** “Invalid cursors SHOULD result in an error with code −32602”: the SDKs list everything again, whatever the cursor. */
const CURSOR = 'warning pagination.cursor.invalid';
/** “Resource not found: −32002” (SHOULD); the SDKs answer −32602, which is the code of the next revision. */
const NOT_FOUND = '2025-11-25 warning resources.read.not-found-code';
/** “SHOULD also return the serialized JSON in a TextContent block”: the text of these tools is a sentence, or a part of the JSON. */
const NOT_AS_TEXT = 'warning tools.result.structured-as-text';
/** “For tools with no parameters … `"additionalProperties": false` – Recommended”: their schema is `{"type":"object","properties":{}}`. */
const OPEN = '2025-11-25 warning tools.tool.no-params-closed-schema';
/** “Missing required arguments: -32602” (SHOULD): a request without its `argument` makes the SDK's parser throw, which becomes −32603. */
const MISSING = '2025-11-25 warning completion.error.missing-argument';
/** “Invalid log level: -32602” (SHOULD): it lets the SDK's parser throw, which becomes −32603. */
const LEVEL = '2025-11-25 warning logging.level.invalid';
/** “limited to a concise single sentence” (SHOULD, in the schema): the SDK's parser writes a report of a dozen lines. */
const SEVERAL_LINES = 'warning base.error.message-concise';
const LINES = `2025-11-25 ${SEVERAL_LINES}`;
/** “Implementors are RECOMMENDED to use JSON Schema 2020-12”: SDK 1.x writes draft-07 into the schemas of tools. */
const DIALECT = '2025-11-25 warning base.json-schema.recommended-dialect';
/**
 * “This error is returned when the server cannot parse the JSON text of a message”, and JSON-RPC's words for what is no request:
 * over stdio the SDKs tell their own log and nobody else; over HTTP the first of them has one code for both.
 */
const UNPARSED = 'warning base.error.parse-error';
const NO_REQUEST = 'warning base.error.invalid-request';
/** “New implementations SHOULD NOT use codes from this sub-range at all”: GET is refused with −32000 in the body. */
const OLD_CODE = '2026-07-28 warning base.error.legacy-range-avoid';
/** “If the Origin header is present and invalid, servers MUST respond with HTTP 403”: it serves every origin, from loopback. */
const ORIGIN = '2025-11-25 fail http.origin.forbidden';
/** A session that the client ended “MUST” be answered by 404, so that clients start anew; it answers 400. */
const TERMINATED = '2025-11-25 fail http.session.terminated';

/** “The server MUST NOT write anything to its stdout that is not a valid MCP message”: its first line is a greeting. */
const STDOUT = '2025-11-25 fail stdio.stdout.only-messages';

/**
 * “Receivers that do not declare the task capability for a request type MUST process requests of that type normally, ignoring any
 * task-augmentation metadata if present”: SDK 1.x refuses such a call, “Server does not support task creation”.
 */
const TASK = '2025-11-25 fail tasks.receive.ignored-when-undeclared';
/** “Servers SHOULD return a -32601 (Method not found) error” for a tool that cannot be a task; it answers −32602. */
const NO_TASK = '2025-11-25 warning tasks.tool.forbidden-refused';
/** “Servers SHOULD bind only to localhost”: it listens on its port and names no address. */
const EVERYWHERE = '2025-11-25 warning http.bind.localhost';
/** A server “SHOULD NOT” open an SSE stream for `tasks/get`: it answers everything by one. */
const STREAM = '2025-11-25 warning tasks.http.no-stream-for-get';
/** The type of a template “should only be included if all resources matching this template have the same type”: its blobs are text/plain. */
const TEMPLATE = '2025-11-25 warning resources.templates.mime-type-uniform';

const SILENT = [`2025-11-25 ${UNPARSED}`, `2025-11-25 ${NO_REQUEST}`];

const SDK_FINDS = [
  LINES,
  `2026-07-28 ${SEVERAL_LINES}`,
  `2026-07-28 ${CURSOR}`,
  `2026-07-28 ${NOT_AS_TEXT}`,
  `2025-11-25 ${CURSOR}`,
  NOT_FOUND,
  `2025-11-25 ${NOT_AS_TEXT}`,
];

describe('over stdio', () => {
  test.each([
    {
      folder: 'modelcontextprotocol/server-everything/2026.8.31',
      finds: [LEVEL, MISSING, LINES, DIALECT, `2025-11-25 ${CURSOR}`, NOT_FOUND, UNKNOWN_TOOL, OPEN, NO_TASK, TEMPLATE],
    },
    { folder: 'drawio/mcp/1.6.1', finds: [LINES, `2025-11-25 ${CURSOR}`, UNKNOWN_TOOL] },
  ])('$folder is conformant in 2025-11-25', ({ folder, finds }) => {
    const report = published(folder, 'stdio');
    expect(verdicts(report)).toEqual(['2025-11-25 conformant']);
    expect(found(report)).toEqual([...finds, ...SILENT].toSorted());
  });

  test.each([
    {
      folder: 'modelcontextprotocol/server-filesystem/2026.8.31',
      finds: [LINES, DIALECT, `2025-11-25 ${CURSOR}`, UNKNOWN_TOOL, `2025-11-25 ${NOT_AS_TEXT}`, OPEN],
    },
    {
      folder: 'modelcontextprotocol/server-memory/2026.8.31',
      finds: [LINES, DIALECT, `2025-11-25 ${CURSOR}`, NOT_FOUND, UNKNOWN_TOOL, OPEN],
    },
    {
      folder: 'modelcontextprotocol/server-sequential-thinking/2026.8.31',
      finds: [LINES, DIALECT, `2025-11-25 ${CURSOR}`, UNKNOWN_TOOL],
    },
  ])('$folder refuses a call for a task that it should ignore, and is not conformant', ({ folder, finds }) => {
    const report = published(folder, 'stdio');
    expect(verdicts(report)).toEqual(['2025-11-25 not-conformant']);
    expect(found(report)).toEqual([TASK, ...finds, ...SILENT].toSorted());
  });

  test('yokingma/time-mcp/1.0.6 greets on stdout, and is not conformant', () => {
    const report = published('yokingma/time-mcp/1.0.6', 'stdio');
    expect(verdicts(report)).toEqual(['2025-11-25 not-conformant']);
    const finds = [STDOUT, LINES, DIALECT, `2025-11-25 ${CURSOR}`, UNKNOWN_TOOL, LEVEL];
    expect(found(report)).toEqual([...finds, ...SILENT].toSorted());
  });

  test('a server on SDK 2 is conformant in both eras', async () => {
    const report = await run(stdioSubject({ command: [process.execPath, SDK_SERVER] }));
    expect(verdicts(report)).toEqual(['2026-07-28 conformant', '2025-11-25 conformant']);
    const silent = [...SILENT, `2026-07-28 ${UNPARSED}`, `2026-07-28 ${NO_REQUEST}`];
    expect(found(report)).toEqual([...SDK_FINDS, ...silent].toSorted());
  });
});

describe('over HTTP', () => {
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill();
  });

  test('server-everything breaks two rules of the transport', () => {
    const report = published('modelcontextprotocol/server-everything/2026.8.31', 'streamable-http');
    expect(verdicts(report)).toEqual(['2025-11-25 not-conformant']);
    const finds = [
      ORIGIN,
      TERMINATED,
      LEVEL,
      MISSING,
      LINES,
      `2025-11-25 ${NO_REQUEST}`,
      DIALECT,
      `2025-11-25 ${CURSOR}`,
      NOT_FOUND,
      UNKNOWN_TOOL,
      OPEN,
      NO_TASK,
      STREAM,
      TEMPLATE,
      EVERYWHERE,
    ];
    expect(found(report)).toEqual(finds.toSorted());
  });

  test('a server on SDK 2 that checks the origin is conformant in both eras', async () => {
    const [child, url] = await listening([SDK_SERVER, '--http'], {}, /listening on (\S+)/);
    children.push(child);
    const report = await run(httpSubject({ url }));
    expect(verdicts(report)).toEqual(['2026-07-28 conformant', '2025-11-25 conformant']);
    expect(found(report)).toEqual([...SDK_FINDS, OLD_CODE].toSorted());
  });
});
