/**
 * `<accord-requirements>`: the links that filter do so in place, and combine. Without scripts each leads to a page with its list;
 * with them, the list of the page with the fewest lines is fetched, and narrowed by whatever else is chosen.
 */
import { type Chosen, isShown, queryOf, toggled } from '../lib/chosen.ts';
import { FacetFilter } from '../lib/facet-filter.ts';
import { count } from '../lib/words.ts';

class AccordRequirements extends FacetFilter {
  /** Addresses to the lists that were fetched from them. */
  readonly #lists = new Map<string, HTMLElement>();

  connectedCallback(): void {
    const { here } = this.dataset;
    if (here !== undefined) {
      this.#leadOn(new URLSearchParams(here));
      return;
    }
    this.begin();
    if (Object.keys(this.chosen).length > 0) void this.show();
  }

  /** On the page of one value: every other value leads to where both hold, and its own back to all. */
  #leadOn(here: URLSearchParams): void {
    const chosen = Object.fromEntries(here);
    for (const link of this.links) {
      const { facet = '', value = '' } = link.dataset;
      link.href = `${this.dataset.all ?? ''}${queryOf(toggled(chosen, facet, value))}`;
    }
  }

  protected async show(): Promise<void> {
    const { chosen } = this;
    const fewest = [...this.mark()].sort((a, b) => numberIn(a) - numberIn(b))[0];
    const list = fewest === undefined ? undefined : await this.#list(fewest.href);
    // While it was fetched, the reader may have chosen something else.
    if (chosen !== this.chosen) return;
    if (list !== undefined) narrow(list, chosen);
    this.querySelector('.found-list')?.replaceChildren(...(list === undefined ? [] : [list]));
    this.querySelector('.overview')?.toggleAttribute('hidden', list !== undefined);
    this.say(list === undefined ? '' : found(list));
  }

  async #list(address: string): Promise<HTMLElement> {
    const known = this.#lists.get(address);
    if (known !== undefined) return known;
    const response = await fetch(address).catch(() => undefined);
    const page = new DOMParser().parseFromString((await response?.text()) ?? '', 'text/html');
    const list = page.querySelector<HTMLElement>('.requirement-list');
    if (list === null) {
      // Its own page may still be had, and says why where it may not.
      location.assign(address);
      return document.createElement('div');
    }
    this.#lists.set(address, list);
    return list;
  }
}

const numberIn = (link: HTMLAnchorElement): number => Number(link.querySelector('.number')?.textContent);

/** Leaves the lines that have every chosen value, and the groups that have such lines, each with its number. */
function narrow(list: HTMLElement, chosen: Chosen): void {
  for (const group of list.querySelectorAll<HTMLElement>('section')) {
    const lines = [...group.querySelectorAll<HTMLElement>('li')];
    for (const line of lines) line.hidden = !isShown(line.dataset, chosen);
    const shown = lines.filter(({ hidden }) => !hidden).length;
    group.hidden = shown === 0;
    const number = group.querySelector('.number');
    if (number !== null) number.textContent = String(shown);
  }
}

function found(list: HTMLElement): string {
  const shown = list.querySelectorAll('li:not([hidden])').length;
  return shown === 0 ? 'No requirement has all of these.' : count(shown, 'requirement');
}

customElements.define('accord-requirements', AccordRequirements);
