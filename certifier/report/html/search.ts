/**
 * The one script of the file: it leaves of the transcript what holds all the words that one types. The policy of the page names it by its
 * digest, so nothing else can run. Without it the transcript is whole, and the search of the browser finds in it.
 */
import { createHash } from 'node:crypto';

export const SEARCH = `
const box = document.getElementById('search');
const found = document.getElementById('found');
const events = [...document.querySelectorAll('#traffic > li')];
const filter = () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  let left = 0;
  for (const each of events) {
    const text = words.length === 0 ? '' : each.textContent.toLowerCase();
    each.hidden = !words.every((word) => text.includes(word));
    if (!each.hidden) left += 1;
  }
  found.textContent = words.length === 0 ? '' : left + ' of ' + events.length + ' events';
};
box.addEventListener('input', filter);
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target === null || !target.hidden) return;
  box.value = '';
  filter();
  target.scrollIntoView();
});
document.getElementById('searching').hidden = false;
`;

export const SEARCH_DIGEST = `sha256-${createHash('sha256').update(SEARCH).digest('base64')}`;
