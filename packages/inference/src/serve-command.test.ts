import { expect, test } from 'vitest'
import { serveCommand } from './serve-command.js'

test('vLLM gets the context, the image limit and one tile a frame', () => {
  const { command, frames, contextTokens } = serveCommand({
    engine: 'vllm',
    model: 'work_dirs/ours',
    servedName: 'ours-8b',
    frames: 32,
  })
  expect(command).toBe(`vllm serve work_dirs/ours \\
  --served-model-name ours-8b \\
  --trust-remote-code \\
  --max-model-len 13312 \\
  --limit-mm-per-prompt '{"image":32}' \\
  --mm-processor-kwargs '{"max_dynamic_patch":1}' \\
  --port 8000`)
  expect([frames, contextTokens]).toEqual([32, 13_312])
})

test("the paper's 128 frames do not fit beside text, and it is said", () => {
  const { frames, contextTokens, notes } = serveCommand({ engine: 'lmdeploy', model: 'OpenGVLab/InternVL2_5-8B' })
  expect(frames).toBe(106)
  expect(contextTokens).toBe(32_768)
  expect(notes[0]).toMatch(/Of 128 frames 106 fit/)
})

test('a name that a shell would read is quoted', () => {
  expect(serveCommand({ engine: 'vllm', model: `x; rm -rf '/'` }).command).toContain(
    `vllm serve 'x; rm -rf '\\''/'\\'''`,
  )
})
