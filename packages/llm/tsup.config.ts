import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/openai.ts', 'src/rehearsal.ts', 'src/testing.ts'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  dts: false,
})
