import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** In development the pages come from Vite and everything else from a running server. */
const server = process.env['V2R_SERVER'] ?? 'http://127.0.0.1:3210'
const proxied = Object.fromEntries(['/trpc', '/media', '/uploads', '/exports', '/health'].map((path) => [path, server]))

export default defineConfig({
  base: '/',
  plugins: [react()],
  server: { proxy: proxied },
  build: {
    target: 'es2022',
    // No data: addresses: the content security policy loads fonts and pictures from the server only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            {
              name: 'mantine',
              test: /node_modules[\\/]@mantine[\\/](core|hooks|notifications|modals|spotlight)[\\/]/,
              priority: 20,
            },
            { name: 'data', test: /node_modules[\\/]@(tanstack|trpc)[\\/]/, priority: 20 },
          ],
        },
      },
    },
  },
})
