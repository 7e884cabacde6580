import { defineConfig } from 'tsup'

export default defineConfig({
  // libav-child and clip-child are processes of their own, libav-thread is a thread: started by path, never imported.
  entry: [
    'src/index.ts',
    'src/libav.ts',
    'src/libav-child.ts',
    'src/libav-thread.ts',
    'src/ffmpeg.ts',
    'src/clip.ts',
    'src/clip-child.ts',
    'src/plot.ts',
    'src/testing.ts',
  ],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  // Types are the compiler's: whoever checks against this package meanwhile must find them.
  clean: ['!**/*.d.ts'],
  dts: false,
  external: ['node-av', 'onnxruntime-node'],
})
