/** `<accord-results>`: the links that filter the matrix do so in place, and combine. Without scripts each leads to a page. */
import { isShown } from '../lib/chosen.ts';
import { FacetFilter } from '../lib/facet-filter.ts';

class AccordResults extends FacetFilter {
  connectedCallback(): void {
    this.begin();
    this.show();
  }

  protected show(): void {
    this.mark();
    const rows = [...this.querySelectorAll<HTMLTableRowElement>('tbody tr')];
    for (const row of rows) row.hidden = !isShown(row.dataset, this.chosen);
    const shown = rows.filter(({ hidden }) => !hidden).length;
    this.say(shown === rows.length ? '' : `${shown} of ${rows.length} results`);
  }
}

customElements.define('accord-results', AccordResults);
