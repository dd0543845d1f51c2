import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const source = (path: string): string => resolve(import.meta.dirname, 'src', path);

/** Names in the page what the first screen will ask for, so that all of it is on its way at once. */
const namedInPage: Plugin = {
  name: 'named-in-page',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) => {
      const link = (file: string, kind: Record<string, string | boolean>): HtmlTagDescriptor => ({
        tag: 'link',
        injectTo: 'head',
        attrs: { ...kind, crossorigin: true, href: `/${file}` },
      });
      return Object.values(bundle).flatMap((file) => {
        if (file.type === 'chunk') {
          const first = file.name === 'frame' || file.name === 'door';
          const styles = [...(first ? (file.viteMetadata?.importedCss ?? []) : [])];
          return [
            ...(first ? [link(file.fileName, { rel: 'modulepreload' })] : []),
            ...styles.map((style) => link(style, { rel: 'preload', as: 'style' })),
          ];
        }
        return /inter-(latin|cyrillic)-wght/.test(file.fileName)
          ? [link(file.fileName, { rel: 'preload', as: 'font', type: 'font/woff2' })]
          : [];
      });
    },
  },
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: false,
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          browser: source('main/browser.ts'),
          'bundle-worker': source('main/bundles/worker.ts'),
          'database-worker': source('main/database/worker.ts'),
          'import-worker': source('main/roster/import/worker.ts'),
          'intake-worker': source('main/assessments/intake/worker.ts'),
          'looking-worker': source('main/annotation/collection/worker.ts'),
          'sample-worker': source('main/sample/worker.ts'),
          'scoring-worker': source('main/annotation/scoring/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    // electron-vite makes addresses relative; screens below `/` would then look for their files in the wrong place.
    plugins: [react(), { name: 'addresses-from-root', config: () => ({ base: '/' }) }, namedInPage],
    css: { modules: { localsConvention: 'camelCaseOnly' } },
    build: {
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      target: 'chrome140',
      rolldownOptions: {
        input: source('renderer/index.html'),
        output: {
          // Few files on the way to the first roll: each is a question of its own. Whatever one of these needs and none
          // before it has goes in with it. The entry is small: it draws the locked door while the rest loads.
          codeSplitting: {
            groups: [
              {
                name: 'entry',
                test: /renderer.(app.bridge|center.early-door)\.ts|preload-helper/,
                priority: 1,
              },
              { name: 'frame', test: /renderer.app.start\.tsx/ },
              { name: 'door', test: /renderer.center.door\.tsx/ },
              { name: 'rooms', test: /renderer.(app.shell|attendance.roll)\.tsx/ },
            ],
          },
        },
      },
    },
  },
});
