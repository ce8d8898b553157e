/** What can wait until the browser has nothing to do; Safari, which does not say when that is, does it next. */
export const whenIdle = (run: () => unknown): void => void (window.requestIdleCallback ?? setTimeout)(() => void run());
