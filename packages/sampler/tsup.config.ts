import { defineConfig } from 'tsup'

export default defineConfig({
  // libav-child is the decoder's own process: it is started by path, never imported.
  entry: ['src/index.ts', 'src/libav.ts', 'src/libav-child.ts', 'src/ffmpeg.ts', 'src/plot.ts', 'src/testing.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  // Types are the compiler's: whoever checks against this package meanwhile must find them.
  clean: ['!**/*.d.ts'],
  dts: false,
  external: ['node-av'],
})
