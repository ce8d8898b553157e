/** From the field of the search to what was found, and on, by the arrows up and down, as in a list. */
export function walkByArrows(dialog: HTMLDialogElement): void {
  dialog.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const stops = [...dialog.querySelectorAll<HTMLElement>('input, a[href], .pagefind-ui__button')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? undefined : stops[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });
}
