/** What we use of Pagefind's interface, which comes without types. */
declare module '@pagefind/default-ui/npm_dist/mjs/ui-core.mjs' {
  export class PagefindUI {
    constructor(options: { readonly element: string } & Readonly<Record<string, unknown>>);
  }
}
