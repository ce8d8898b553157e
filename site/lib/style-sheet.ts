/**
 * A style sheet that only some readers need: asked for now, and there once this resolves. One that does not come keeps nothing
 * else from working.
 */
export const styleSheet = (href: string): Promise<unknown> =>
  new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('load', resolve);
    link.addEventListener('error', resolve);
    document.head.append(link);
  });
