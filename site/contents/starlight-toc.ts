/**
 * Stands in the place of the script of Starlight's table of contents, under its names: marks where the reader is. Starlight looks
 * for every block between two headings and searches each for headings; on a page of a hundred rules that is the longest task of all.
 * Here only the headings are watched: the last one that has passed under the header is the one being read.
 */
import { whenIdle } from '../lib/when-idle.ts';

const WAIT_MS = 200;
/** Below the header: a heading that a link has led to stands within it. */
const LINE = 85;
/** However far a heading has been scrolled past. */
const FAR = 1_000_000;

const heightOf = (element: Element | null): number => element?.getBoundingClientRect().height ?? 0;

export class StarlightTOC extends HTMLElement {
  #current = this.querySelector<HTMLAnchorElement>('a[aria-current="true"]');
  readonly #passed = new Map<Element, boolean>();
  #observer: IntersectionObserver | undefined;

  constructor() {
    super();
    whenIdle(() => this.#watch());
    let timer: number | undefined;
    window.addEventListener('resize', () => {
      this.#observer?.disconnect();
      clearTimeout(timer);
      timer = window.setTimeout(() => whenIdle(() => this.#watch()), WAIT_MS);
    });
  }

  // The one for small screens, which is Starlight's own, sets it too.
  protected set current(link: HTMLAnchorElement) {
    if (link === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    this.#current = link;
  }

  #watch(): void {
    this.#passed.clear();
    const line = heightOf(document.querySelector('header')) + heightOf(this.querySelector('summary')) + LINE;
    const links = new Map<Element, HTMLAnchorElement>();
    for (const link of this.querySelectorAll('a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading !== null) links.set(heading, link);
    }
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#passed.set(target, isIntersecting);
        const read = [...links].findLast(([heading]) => this.#passed.get(heading) === true) ?? [...links][0];
        if (read !== undefined) this.current = read[1];
      },
      { rootMargin: `${FAR}px 0px ${line - document.documentElement.clientHeight}px` },
    );
    for (const heading of links.keys()) this.#observer.observe(heading);
  }
}

customElements.define('starlight-toc', StarlightTOC);
