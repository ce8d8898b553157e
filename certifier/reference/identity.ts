/** Who this server is and what it offers: the same facts in both eras, told by `initialize` in one and `server/discover` in the other. */

/** The eras: opened by `initialize` and kept in a session, or stateless with all that matters in each request. */
export type Era = 'session' | 'stateless';

export const SESSION_VERSION = '2025-11-25';
export const STATELESS_VERSION = '2026-07-28';

/**
 * The versions that a request may name in its `_meta`. 2025-11-25 is not among them: a client reaches it through `initialize`,
 * and a list that named it would invite requests which must then be refused.
 */
export const STATELESS_VERSIONS: readonly string[] = [STATELESS_VERSION];

export const SERVER_INFO = {
  name: 'accord-reference-server',
  title: 'Accord reference server',
  version: '0.1.0',
};

export const INSTRUCTIONS =
  'The Model Context Protocol in readable code: a server to test clients and test suites against. Its tools return fixed content.';

export const CAPABILITIES = {
  tools: { listChanged: true },
  resources: { subscribe: true, listChanged: true },
  prompts: { listChanged: true },
  completions: {},
  logging: {},
};

/** Tasks are a part of 2025-11-25 alone. */
export const SESSION_CAPABILITIES = {
  ...CAPABILITIES,
  tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } },
};

/** Members of `_meta` that the 2026-07-28 revision defines. */
export const META = {
  protocolVersion: 'io.modelcontextprotocol/protocolVersion',
  clientInfo: 'io.modelcontextprotocol/clientInfo',
  clientCapabilities: 'io.modelcontextprotocol/clientCapabilities',
  logLevel: 'io.modelcontextprotocol/logLevel',
  subscriptionId: 'io.modelcontextprotocol/subscriptionId',
  serverInfo: 'io.modelcontextprotocol/serverInfo',
} as const;
