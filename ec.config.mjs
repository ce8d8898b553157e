// Code blocks, in a file of their own because they have a plugin: https://expressive-code.com/reference/configuration/
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { consoleBlocks } from './site/markdown/console-blocks.ts';

/**
 * A line may take ten seconds to be coloured, not half a second: the first lines of a language take long while the machine has other
 * work, and what is cut short has other colours than in the last build.
 */
const unhurried = {
  name: 'accord-unhurried',
  preprocess(_code, options) {
    options.tokenizeTimeLimit = 10_000;
  },
};

export default defineEcConfig({
  // Commands need no window drawn around them.
  defaultProps: { wrap: true, overridesByLang: { 'console,sh': { frame: 'none' } } },
  plugins: [consoleBlocks()],
  // What is typed and what is printed is no language: the plugin knows which is which.
  shiki: { langAlias: { console: 'text' }, transformers: [unhurried] },
  themes: ['github-dark', 'github-light'],
  useStarlightUiThemeColors: false,
  styleOverrides: {
    borderRadius: '2px',
    borderColor: 'var(--accord-rule)',
    codeFontFamily: 'var(--__sl-font-mono)',
    codeFontSize: '0.875rem',
    codeLineHeight: '1.6',
    codeBackground: 'var(--accord-raised)',
    frames: {
      shadowColor: 'transparent',
      editorBackground: 'var(--accord-raised)',
      terminalBackground: 'var(--accord-raised)',
      terminalTitlebarBackground: 'var(--accord-raised)',
      terminalTitlebarBorderBottomColor: 'var(--accord-rule)',
      editorTabBarBackground: 'var(--accord-raised)',
      editorActiveTabIndicatorTopColor: 'transparent',
    },
  },
});
