// How the web page is built. `scripts/build-web.ts` says where to.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Vite reads its configuration from a default export.
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    emptyOutDir: true,
    // Every browser that knows passkeys has these.
    target: 'es2023',
    // Nothing is put into the page or its styles as data: the policy of the page refuses it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    rolldownOptions: {
      input: { index: 'src/web/index.html', 'service-worker': 'src/web/service-worker.ts' },
      output: {
        // Browsers ask for it by this name, whatever is in it.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
      },
    },
    // What is first loaded is measured compressed, by bench/web.ts.
    chunkSizeWarningLimit: 1000,
  },
})
