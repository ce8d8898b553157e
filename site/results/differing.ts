/** `<accord-differing>`: keeps in the address whether only what differs is shown. The style sheet does the showing. */

class AccordDiffering extends HTMLElement {
  connectedCallback(): void {
    const box = this.querySelector<HTMLInputElement>('input[type="checkbox"]');
    if (box === null) return;
    const query = new URLSearchParams(location.search);
    box.checked ||= query.has('differ');
    box.addEventListener('change', () => {
      history.replaceState(null, '', `${location.pathname}${box.checked ? '?differ' : ''}${location.hash}`);
    });
  }
}

customElements.define('accord-differing', AccordDiffering);
