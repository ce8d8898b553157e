/** Package URLs (purl), as far as a submission needs them: the type, the namespace, the name and the version. */

export interface Purl {
  readonly type: string;
  readonly namespace?: string;
  readonly name: string;
  readonly version: string;
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** Null for what is no purl with a version; qualifiers and a subpath are not looked at. */
export function parsePurl(text: string): Purl | null {
  const [, type = '', path = '', version = ''] = /^pkg:([a-z][a-z0-9.+-]*)\/([^@?#]+)@([^?#]+)/.exec(text) ?? [];
  const parts = path.split('/').map(decoded);
  const name = parts.pop();
  const said = decoded(version);
  if (type === '' || name === undefined || name === null || name === '' || said === null || said === '') return null;
  if (parts.some((part) => part === null || part === '' || part === '..')) return null;
  const namespace = parts.join('/');
  return { type, ...(namespace === '' ? {} : { namespace }), name, version: said };
}

/** `@acme/weather`, as npm says it. */
export const npmName = ({ namespace, name }: Purl): string => (namespace === undefined ? name : `${namespace}/${name}`);

/** The purl of an npm package. */
export const npmPurl = (name: string, version: string): string =>
  `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`;
