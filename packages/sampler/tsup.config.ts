import { defineConfig } from 'tsup'

export default defineConfig({
  // libav-child is the decoder's own process: it is started by path, never imported.
  entry: ['src/index.ts', 'src/libav.ts', 'src/libav-child.ts', 'src/ffmpeg.ts', 'src/testing.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  dts: false,
  external: ['node-av'],
})
