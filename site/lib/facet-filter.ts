/** What every list with filters does in a page with scripts: its links choose in place, and combine, and the address says so. */
import { type Chosen, chosenIn, queryOf, toggled } from './chosen.ts';

export abstract class FacetFilter extends HTMLElement {
  protected chosen: Chosen = {};

  /** Shows what `chosen` leaves of the list. */
  protected abstract show(): void | Promise<void>;

  protected get links(): readonly HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>('a[data-facet]')];
  }

  /** Takes what the address chose, and from now on what is clicked. */
  protected begin(): void {
    this.chosen = chosenIn(
      location.search,
      this.links.map(({ dataset }) => dataset.facet ?? ''),
    );
    this.addEventListener('click', (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-facet]');
      // A new tab is still a new tab.
      if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      this.chosen = toggled(this.chosen, link.dataset.facet ?? '', link.dataset.value ?? '');
      history.replaceState(null, '', location.pathname + queryOf(this.chosen));
      void this.show();
    });
  }

  /** Marks the chosen links, and gives them. */
  protected mark(): readonly HTMLAnchorElement[] {
    const current = this.links.filter(({ dataset }) => this.chosen[dataset.facet ?? ''] === dataset.value);
    for (const link of this.links) {
      if (current.includes(link)) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    return current;
  }

  protected say(text: string): void {
    const status = this.querySelector('[role=status]');
    if (status !== null) status.textContent = text;
  }
}
