/** `<accord-rfcs>`: the links that filter the table of RFCs do so in place, and combine. Without scripts each leads to a page. */
import { type Chosen, chosenIn, isShown, queryOf, toggled } from './chosen.ts';

class AccordRfcs extends HTMLElement {
  #chosen: Chosen = {};

  connectedCallback(): void {
    this.#chosen = chosenIn(
      location.search,
      this.#links.map(({ dataset }) => dataset.facet ?? ''),
    );
    this.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-facet]');
      // A new tab is still a new tab.
      if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      this.#chosen = toggled(this.#chosen, link.dataset.facet ?? '', link.dataset.value ?? '');
      history.replaceState(null, '', location.pathname + queryOf(this.#chosen));
      this.#show();
    });
    this.#show();
  }

  get #links(): readonly HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>('a[data-facet]')];
  }

  #show(): void {
    for (const link of this.#links) {
      const { facet = '', value } = link.dataset;
      if (this.#chosen[facet] === value) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    const rows = [...this.querySelectorAll<HTMLTableRowElement>('tbody tr')];
    for (const row of rows) row.hidden = !isShown(row.dataset, this.#chosen);
    const shown = rows.filter(({ hidden }) => !hidden).length;
    const status = this.querySelector('[role=status]');
    if (status !== null) status.textContent = shown === rows.length ? '' : `${shown} of ${rows.length} RFCs`;
  }
}

customElements.define('accord-rfcs', AccordRfcs);
