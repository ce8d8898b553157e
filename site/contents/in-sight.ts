/** The sidebar of a topic is longer than most windows: what is marked in it is brought into sight, unless it is there already. */
const pane = document.querySelector('#starlight__sidebar');
const current = pane?.querySelector('.top-level [aria-current]');

function bringIntoSight(): void {
  if (!pane || !current) return;
  const place = current.getBoundingClientRect();
  const seen = pane.getBoundingClientRect();
  if (place.height > 0 && (place.top < seen.top || place.bottom > seen.bottom))
    pane.scrollTop += place.top - seen.top - seen.height / 2;
}

bringIntoSight();
// On a phone it is a menu, and has no height until it is opened.
pane?.addEventListener('toggle', bringIntoSight);
