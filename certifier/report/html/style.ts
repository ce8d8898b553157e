/** How the file looks, on a screen in both schemes, on a phone and on paper. The colours are those of the site. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#16181a, #f1efe9); --paper: light-dark(#fdfdfb, #121416);
  --quiet: light-dark(#5f6368, #a09f9b); --line: light-dark(#d9d9d4, #34383c); --shade: light-dark(#f4f4f0, #1a1e20);
  --accent: light-dark(#00566d, #6fd0e6); --fail: light-dark(#a8260b, #ff9a7d); --warn: light-dark(#735000, #f0c75e); --pass: light-dark(#00566d, #6fd0e6); }
* { box-sizing: border-box; } [hidden] { display: none !important; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 54rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; } h2 { margin: 3rem 0 .5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.3rem; }
h3 { margin: 2rem 0 .5rem; font-size: 1.05rem; } h4 { margin: 0; font: 600 1rem/1.5 ui-monospace, monospace; display: inline; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; } a { color: var(--accent); }
.quiet { color: var(--quiet); } .verdict { font-size: 1.15rem; font-weight: 650; }
.conformant, .conformant-with-waivers, .pass { color: var(--pass); } .not-conformant, .fail { color: var(--fail); } .no-verdict, .warning, .error { color: var(--warn); }
article { margin: 1rem 0; padding: 1rem 1.25rem; background: var(--shade); border-left: 3px solid currentColor; border-radius: 0 .4rem .4rem 0; } article > * { color: var(--ink); }
article p { margin: .5rem 0; } .tag { font-weight: 650; margin-right: .5rem; } article.fail .tag { color: var(--fail); } article.warning .tag, article.error .tag { color: var(--warn); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0; } dt { color: var(--quiet); } dd { margin: 0; }
pre { white-space: pre-wrap; margin: .25rem 0; }
ol.excerpt { display: grid; grid-template-columns: max-content 1fr; column-gap: .75rem; list-style: none; margin: .5rem 0; padding: .75rem; background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; }
ol.excerpt li { display: contents; } ol.excerpt span, ol.traffic .seq { font-variant-numeric: tabular-nums; white-space: nowrap; }
ol.traffic { list-style: none; margin: 1rem 0; padding: 0; } ol.traffic > li { padding: .5rem .75rem; border-left: 3px solid var(--line); border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 4rem; }
ol.traffic > li.server { border-left-color: var(--accent); } ol.traffic > li:target { background: var(--shade); outline: 2px solid var(--accent); }
ol.traffic p { margin: 0; font-size: .9rem; } ol.traffic .quiet { font-size: .8rem; }
input { width: 100%; max-width: 26rem; padding: .4rem .6rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: .3rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th { text-align: left; color: var(--quiet); font-weight: 500; } th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
.whole { white-space: nowrap; } .scroll { overflow-x: auto; } summary { cursor: pointer; margin: 1.5rem 0 .5rem; }
@media print { article, ol.traffic > li { break-inside: avoid; } input { display: none; } }
`;
