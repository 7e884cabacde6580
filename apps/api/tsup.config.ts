import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/main.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  dts: false,
  // Optional and native: found at run time, or not at all.
  external: [/^node-av/],
})
