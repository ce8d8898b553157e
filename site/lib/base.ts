/** Addresses inside the site. Everything stands below a base path, which is `/` at home and `/<project>/` on Pages. */

/** `/results/` below base `/accord` is `/accord/results/`. */
export const below = (base: string, path: string): string => `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;

/** In a page: `href('/results/')`. */
export const href = (path: string): string => below(import.meta.env.BASE_URL, path);

export const requirementPath = (id: string): string => `/specification/requirements/${id}/`;
