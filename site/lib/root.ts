/** The root of the checkout. The site is always built from there, and bundling moves modules, so the working directory says it. */
export const root = process.cwd();
