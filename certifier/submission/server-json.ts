/**
 * What a `server.json` of the official registry says of an artifact: its package, image or endpoint, its version and repository.
 * Only what a submission needs is read; the registry's own rules are the registry's.
 */
import * as z from 'zod';
import { pathText } from '../../governance/yaml/explain.ts';
import { slugOf } from './folder.ts';
import { npmPurl } from './purl.ts';
import type { SubmissionSubject } from './submission.ts';

/** From this edition of its schema on, members are written as they are read here. */
const SCHEMA = /\/schemas\/(\d{4}-\d{2}-\d{2}|draft)\/server\.schema\.json$/;
const SINCE = '2025-09-16';

const Package = z.looseObject({
  registryType: z.string(),
  identifier: z.string().min(1),
  version: z.string().min(1).optional(),
  runtimeHint: z.string().optional(),
  fileSha256: z.string().optional(),
  transport: z.looseObject({ type: z.string() }),
});
const ServerJson = z.looseObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().optional(),
  version: z.string().min(1),
  repository: z.looseObject({ url: z.string() }).optional(),
  packages: z.array(Package).optional(),
  remotes: z.array(z.looseObject({ type: z.string(), url: z.string() })).optional(),
});

/** It cannot be used; the message is one line. */
export class ServerJsonError extends Error {
  override readonly name: string = 'ServerJsonError';
}

export interface FromServerJson {
  readonly subject: Partial<SubmissionSubject>;
  /** What starts it, where the file says enough; for whoever has not certified yet. */
  readonly target?: string;
}

const ofPackage = ({
  registryType,
  identifier,
  version,
  fileSha256,
}: z.infer<typeof Package>): Partial<SubmissionSubject> => {
  const said = version === undefined ? {} : { version };
  if (registryType === 'npm' && version !== undefined) {
    const [scope, name] = identifier.startsWith('@') ? identifier.slice(1).split('/') : [undefined, identifier];
    return {
      ...said,
      name: slugOf(name ?? identifier),
      ...(scope === undefined ? {} : { vendor: slugOf(scope) }),
      purl: npmPurl(identifier, version),
    };
  }
  if (registryType === 'oci') {
    const [, image = '', digest = ''] = /^([^@]+)@(sha256:[0-9a-f]{64})$/.exec(identifier) ?? [];
    return digest === '' ? said : { ...said, image: `${image}@${digest}`, digest };
  }
  if ((registryType === 'pypi' || registryType === 'nuget') && version !== undefined)
    return {
      ...said,
      name: slugOf(identifier),
      purl: `pkg:${registryType}/${encodeURIComponent(identifier)}@${encodeURIComponent(version)}`,
      ...(fileSha256 === undefined ? {} : { digest: `sha256:${fileSha256}` }),
    };
  return said;
};

const LAUNCHERS: Readonly<Record<string, (identifier: string, version: string) => string>> = {
  npm: (identifier, version) => `-- npx -y ${identifier}@${version}`,
  pypi: (identifier, version) => `-- uvx ${identifier}@${version}`,
  oci: (identifier) => `-- docker run -i --rm ${identifier}`,
};

function parse(text: string): z.infer<typeof ServerJson> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ServerJsonError('it is not JSON');
  }
  const { $schema } = (value ?? {}) as { readonly $schema?: unknown };
  const edition = typeof $schema === 'string' ? SCHEMA.exec($schema)?.[1] : undefined;
  if (edition !== undefined && edition !== 'draft' && edition < SINCE)
    throw new ServerJsonError(`its schema is of ${edition}; bring it to ${SINCE} or later, as the registry asks`);
  const read = ServerJson.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the top' : pathText(issue.path);
  throw new ServerJsonError(
    `it is no server.json of the registry: at ${where} stands something else than its schema asks for`,
  );
}

/** `transports`: those that were run; the package or remote of one of them is taken. */
export function fromServerJson(text: string, transports: readonly string[] = []): FromServerJson {
  const { name, title, version, repository, packages = [], remotes = [] } = parse(text);
  const [namespace = '', product = ''] = name.split('/');
  const fits = ({ type }: { readonly type: string }): boolean => transports.length === 0 || transports.includes(type);
  const chosen = packages.find(({ transport }) => fits(transport)) ?? packages[0];
  const remote = chosen === undefined ? remotes.find(({ type }) => type === 'streamable-http') : undefined;
  const launch = chosen === undefined ? undefined : LAUNCHERS[chosen.registryType];
  const target =
    remote?.url ?? (chosen === undefined ? undefined : launch?.(chosen.identifier, chosen.version ?? version));
  const source = repository?.url.startsWith('https://') === true ? repository.url.replace(/\.git$/, '') : undefined;
  return {
    subject: {
      // The namespace is the address of whoever publishes, the other way round: the last part is the narrowest.
      vendor: slugOf(namespace.split('.').at(-1) ?? namespace),
      name: slugOf(product),
      version,
      ...(title === undefined ? {} : { title }),
      ...(source === undefined ? {} : { source }),
      ...(remote === undefined ? {} : { url: remote.url }),
      ...(chosen === undefined ? {} : ofPackage(chosen)),
    },
    ...(target === undefined ? {} : { target }),
  };
}
