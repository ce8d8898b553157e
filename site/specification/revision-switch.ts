/** `<accord-revision>`: keeps the chosen revision in the address, and takes it from there. The choice itself is radios and CSS. */

const EVERY = 'every';

class AccordRevision extends HTMLElement {
  connectedCallback(): void {
    this.#choose(new URLSearchParams(location.search).get('revision') ?? EVERY);
    this.addEventListener('change', () => this.#remember());
    addEventListener('hashchange', () => this.#reveal());
    this.#reveal();
  }

  #choose(revision: string): void {
    const radio = this.querySelector<HTMLInputElement>(`input[value="${CSS.escape(revision)}"]`);
    if (radio !== null) radio.checked = true;
  }

  #remember(): void {
    const chosen = this.querySelector<HTMLInputElement>('input:checked')?.value ?? EVERY;
    const address = new URL(location.href);
    if (chosen === EVERY) address.searchParams.delete('revision');
    else address.searchParams.set('revision', chosen);
    history.replaceState(null, '', address);
  }

  /** A link to a rule that does not hold in the chosen revision shows the rule all the same. */
  #reveal(): void {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.dataset.holds === undefined || target.offsetParent !== null) return;
    this.#choose(EVERY);
    this.#remember();
    target.scrollIntoView();
  }
}

customElements.define('accord-revision', AccordRevision);
