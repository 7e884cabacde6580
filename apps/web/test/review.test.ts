/** Two reviewers at one queue, with keys alone: the mouse is never touched. */
import { startScriptedEndpoint, type ScriptedEndpoint } from '@video2roleplay/llm/testing'
import { drawClip } from '@video2roleplay/sampler/testing'
import { createTRPCClient, httpBatchStreamLink, type TRPCClient } from '@trpc/client'
import type { AppRouter } from '@video2roleplay/api'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, overflow, watch } from './browser.js'
import { openServer, type HouseServer } from './server.js'

const isThere = chromiumPath !== undefined

describe.skipIf(!isThere)(`a reviewer at the keyboard${isThere ? '' : ' (not run: chromium is not installed)'}`, () => {
  let folder: string
  let endpoint: ScriptedEndpoint
  let server: HouseServer
  let browser: Browser
  let page: Page
  let complaints: string[]
  let api: TRPCClient<AppRouter>
  let total: number

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'v2r-review-'))
    const clips = ['one', 'two', 'three', 'four'].map((name) => `${name}.mp4`).map((name) => join(folder, name))
    for (const [index, clip] of clips.entries())
      await drawClip(clip, { seconds: 2 + index, fps: 5, width: 160, height: 90 })
    endpoint = await startScriptedEndpoint()
    server = await openServer(folder, endpoint.baseUrl, clips)
    api = createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url: `${server.url}/trpc` })] })
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(30_000)
    complaints = watch(page, new URL(server.url).origin)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await endpoint?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const question = () => page.getByRole('article', { name: 'Dialogue' }).getByRole('paragraph').first().innerText()
  const shown = () =>
    page.evaluate(() => document.querySelector('[data-dialogue]')?.getAttribute('data-dialogue') ?? 'none')
  const isReady = () =>
    page.evaluate(
      () =>
        document.body.innerText.includes('Nothing left to look at') ||
        document.querySelector<HTMLButtonElement>('[role=toolbar] button')?.disabled === false,
    )
  /** Presses, and waits until another item is open, or none. */
  async function decide(...keys: string[]): Promise<void> {
    const before = await shown()
    for (const key of keys) await page.keyboard.press(key)
    await expect.poll(shown).not.toBe(before)
    await expect.poll(isReady).toBe(true)
  }
  async function beginAs(name: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Your name' }).waitFor()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: 'Dialogue' }).waitFor()
  }

  test('accepts, rejects with a reason, edits, takes a new answer over, takes back, and comes to the end', async () => {
    const isQuiet = async () => (await api.jobs.list.query({ state: 'open' })).items.length === 0
    await expect.poll(isQuiet, { timeout: 60_000 }).toBe(true)
    total = (await api.reviews.progress.query({})).unreviewed
    expect(total).toBeGreaterThan(5)
    await page.goto(`${server.url}/review`)
    await beginAs('Ada')

    await decide('a')
    await decide('r', '2')
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: 'Answer' }).waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('I wrote this by hand.')
    await decide('Control+Enter')
    await page.keyboard.press('g')
    await page.locator('ins').first().waitFor()
    await decide('a')

    const open = await question()
    await decide('1', 'r')
    await page.keyboard.press('u')
    await expect.poll(async () => (await api.reviews.progress.query({})).reviewed).toBe(4)
    await expect.poll(question).toBe(open)
    while ((await api.reviews.progress.query({})).unreviewed > 0) await decide('a')
    await page.getByText('Nothing left to look at').waitFor()

    const trail = (await api.reviews.history.query({ limit: 200 })).items
    expect(trail.every(({ reviewer }) => reviewer === 'Ada')).toBe(true)
    expect(trail).toContainEqual(expect.objectContaining({ decision: 'reject', reasonCodes: ['off-scene'] }))
    const edits = trail.filter(({ decision }) => decision === 'edit')
    expect(edits.map(({ callId }) => callId !== null)).toEqual([true, false])
    expect(edits[1]?.after.answer).toBe('I wrote this by hand.')
  })

  test('takes a second look without knowing the first, and the two agree or are disputed', async () => {
    const second = await browser.newContext()
    page = await second.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${server.url}/review?look=second`)
    await beginAs('Bo')
    for (let left = total; left > 0; left--) await decide('a')
    await page.getByText('Nothing left to look at').waitFor()
    const [all] = await api.reviews.agreement.query({})
    expect(all).toMatchObject({ items: total, agreed: total - 3 })
    expect((await api.reviews.progress.query({})).disputed).toBe(3)
    await page.goto(`${server.url}/review?panel=agreement`)
    await page.getByRole('cell', { name: 'Ada, then Bo' }).waitFor()
  })

  test('sees every key with ?, and the page within a phone’s width', async () => {
    await page.goto(`${server.url}/review?look=resolve`)
    await page.getByRole('article', { name: 'Dialogue' }).waitFor()
    await page.keyboard.press('?')
    await page.getByText('Ask the teacher again').waitFor()
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
    expect(endpoint.refused).toEqual([])
  })
})
