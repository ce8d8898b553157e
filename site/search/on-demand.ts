/**
 * Stands where Starlight looks for Pagefind's interface: made when the search is opened for the first time, so that a page which
 * nobody searches loads none of it.
 */
import type { PagefindUI as Interface } from '@pagefind/default-ui/npm_dist/mjs/ui-core.mjs';
import { styleSheet } from '../lib/style-sheet.ts';
import { walkByArrows } from './arrows.ts';
import { asked } from './asked.ts';
import { type Found, onceEach } from './found.ts';
import look from './on-demand.css?url';
import { META_WEIGHTS } from './ranking.ts';

type Options = ConstructorParameters<typeof Interface>[0];

export class PagefindUI {
  constructor(options: Options & { readonly ranking?: object; readonly processResult?: (found: Found) => void }) {
    const place = document.querySelector(options.element);
    const dialog = place?.closest('dialog');
    if (!place || !dialog) return;
    const opened = new MutationObserver(() => void make());
    const make = async (): Promise<void> => {
      if (!dialog.open) return;
      opened.disconnect();
      const [{ PagefindUI: Made }] = await Promise.all([
        import('@pagefind/default-ui/npm_dist/mjs/ui-core.mjs'),
        styleSheet(look),
      ]);
      new Made({
        ...options,
        ranking: { ...options.ranking, metaWeights: META_WEIGHTS },
        processTerm: asked,
        processResult(found: Found) {
          options.processResult?.(found);
          return onceEach(found);
        },
      });
      walkByArrows(dialog);
      // Whoever opened it wants to type.
      if (dialog.open) place.querySelector('input')?.focus();
    };
    opened.observe(dialog, { attributes: true, attributeFilter: ['open'] });
    void make();
  }
}
