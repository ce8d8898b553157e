/** `<accord-compare>`: any two results, compared in the page; the address says which. */
import type { Report } from '../../certifier/report/report.ts';
import { differenceOf } from './difference.ts';
import { differenceHtml } from './difference-html.ts';

const SIDES = ['before', 'after'] as const;
type Side = (typeof SIDES)[number];

class AccordCompare extends HTMLElement {
  #asked = 0;

  connectedCallback(): void {
    const query = new URLSearchParams(location.search);
    for (const side of SIDES) {
      const select = this.#select(side);
      if (select === null) continue;
      const chosen = query.get(side);
      if (chosen !== null && [...select.options].some(({ value }) => value === chosen)) select.value = chosen;
      select.addEventListener('change', () => {
        history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(this.#chosen())}`);
        void this.#compare();
      });
    }
    void this.#compare();
  }

  #select(side: Side): HTMLSelectElement | null {
    return this.querySelector<HTMLSelectElement>(`select[name="${side}"]`);
  }

  #chosen(): Record<Side, string> {
    return { before: this.#select('before')?.value ?? '', after: this.#select('after')?.value ?? '' };
  }

  async #report(slug: string): Promise<Report | undefined> {
    const response = await fetch(`${this.dataset.results ?? ''}${slug}/report.json`).catch(() => undefined);
    return response?.ok === true ? ((await response.json()) as Report) : undefined;
  }

  async #compare(): Promise<void> {
    const { before, after } = this.#chosen();
    if (before === '' || after === '') return;
    this.#asked += 1;
    const own = this.#asked;
    const [one, other] = await Promise.all([this.#report(before), this.#report(after)]);
    // Meanwhile the reader may have chosen something else.
    if (own !== this.#asked) return;
    const place = this.querySelector('[role="status"]');
    if (place === null) return;
    const pageOf = (id: string): string => (this.dataset.requirement ?? '').replace('*', id);
    if (one === undefined || other === undefined) {
      place.textContent = 'A report could not be loaded. Reload the page to try again.';
      return;
    }
    place.innerHTML = differenceHtml(differenceOf(one, other), pageOf);
  }
}

customElements.define('accord-compare', AccordCompare);
