import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/config.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  // Types are the compiler's: whoever checks against this package meanwhile must find them.
  clean: ['!**/*.d.ts'],
  dts: false,
})
