/** `<accord-versions>`: any two versions of an RFC, compared in the page by the same code that made it. */
import { differenceOf, isChanged } from './difference.ts';
import { differenceHtml } from './difference-html.ts';

class AccordVersions extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#compare(new FormData(event.currentTarget as HTMLFormElement));
    });
  }

  async #compare(form: FormData): Promise<void> {
    const shown = this.querySelector('.difference');
    if (shown === null) return;
    try {
      const [from, to] = await Promise.all(['from', 'to'].map((name) => this.#textOf(String(form.get(name)))));
      const changes = differenceOf(from ?? '', to ?? '');
      // The text of an RFC is escaped where this HTML is made.
      if (isChanged(changes)) shown.innerHTML = differenceHtml(changes);
      else shown.textContent = 'The two are the same text.';
    } catch {
      shown.textContent = 'These versions could not be loaded.';
    }
  }

  async #textOf(version: string): Promise<string> {
    const response = await fetch(`${this.dataset.texts}${version}.md`);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.text();
  }
}

customElements.define('accord-versions', AccordVersions);
