import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServices } from '../../test/services.js'
import { prompts } from '../db/schema.js'
import type { Services } from '../services.js'
import { registerPrompts, renderPrompts } from './register-prompts.js'

let services: Services
beforeAll(async () => {
  services = await startTestServices({ database: 'pglite' })
})
afterAll(() => services.close())

test('every prompt is known after the first start, and the second finds them unchanged', async () => {
  await registerPrompts(services.db)
  await registerPrompts(services.db)
  const ids = (await services.db.select().from(prompts)).map(({ id }) => id)
  expect(ids).toContain('eval/judge-human-likeness@1')
  expect(ids).toHaveLength(renderPrompts().length)
})

test('a prompt that was edited in place ends the start with its name', async () => {
  const [first, ...rest] = renderPrompts()
  const edited = { ...first!, sample: [{ role: 'user' as const, text: 'Something else.' }] }
  await expect(registerPrompts(services.db, [edited, ...rest])).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(first!.id),
  })
})
