/**
 * Starlight sets the search up in an idle moment of the browser. Behind an open dialog there may be none, and whoever asked for the
 * search before it came would look into an empty box. Here each idle moment comes after a bound at the latest.
 */
const BOUND_MS = 500;

const idle = window.requestIdleCallback?.bind(window);
if (idle !== undefined) window.requestIdleCallback = (work, options) => idle(work, { timeout: BOUND_MS, ...options });
