import { defineConfig } from 'vitest/config';

const host = 'http://localhost:8080';

export default defineConfig({
  // Relative: a proxy may serve the page under a path such as /fx.
  base: './',
  build: {
    outDir: '../../silo/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inline: the page runs under `script-src 'self'; style-src 'self'; img-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: true,
  },
  // `npm run dev` beside a running host.
  server: {
    proxy: {
      '/hubs': { target: host, ws: true },
      '/health': host,
      '/providers': host,
      '/swagger': host,
      '/openapi': host,
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
  },
});
