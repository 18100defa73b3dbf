import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dev` shows the pages of a server that runs at its usual address.
export default defineConfig({
  plugins: [react()],
  build: { outDir: '../../artifacts/web', emptyOutDir: true, assetsInlineLimit: 0, license: { fileName: 'licences.md' } },
  server: { proxy: { '/api': 'http://127.0.0.1:5757' } },
});
