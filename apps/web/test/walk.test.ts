/** The main job as a person does it: in a browser, from an upload to a leaderboard row, with a model over HTTP. */
import { startScriptedEndpoint, type ScriptedEndpoint } from '@video2roleplay/llm/testing'
import { drawClip } from '@video2roleplay/sampler/testing'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser, overflow, watch } from './browser.js'
import { openServer, type HouseServer } from './server.js'

const isThere = chromiumPath !== undefined

describe.skipIf(!isThere)(`a browser${isThere ? '' : ' (not run: chromium is not installed)'}`, () => {
  let folder: string
  let endpoint: ScriptedEndpoint
  let server: HouseServer
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'v2r-walk-'))
    await drawClip(join(folder, 'a walk in the park.mp4'), { seconds: 7, fps: 10, width: 320, height: 180 })
    endpoint = await startScriptedEndpoint({ latencyMs: 5 })
    server = await openServer(folder, endpoint.baseUrl)
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(45_000)
    complaints = watch(page, new URL(server.url).origin)
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await endpoint?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('takes a video from the upload to frames, caption and dialogues', async () => {
    await page.goto(`${server.url}/videos`)
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add videos' }).last().click()
    await (await chooser).setFiles(join(folder, 'a walk in the park.mp4'))
    await page.getByRole('region', { name: 'Uploads' }).getByRole('link', { name: 'a walk in the park.mp4' }).click()

    const strip = page.getByRole('listbox', { name: 'Chosen frames' })
    await strip.getByRole('option').nth(1).waitFor()
    expect(await strip.getByRole('option').count(), 'a vlog of 7 s has frames at 0 and 5 s').toBe(2)

    await page.getByRole('button', { name: 'Choose again' }).click()
    await page.getByRole('combobox', { name: 'Strategy' }).click()
    await page.getByRole('option', { name: 'Spread evenly' }).click()
    await page.getByText('a number', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Frames at most' }).fill('4')
    await page.getByRole('button', { name: 'Choose frames' }).click()
    await strip.getByRole('option').nth(3).waitFor()
    await page.getByRole('combobox', { name: 'Compare with' }).click()
    await page.getByRole('option', { name: 'in use' }).click()
    await page.getByText('frames in both').waitFor()

    await page.getByRole('button', { name: 'Run the pipeline' }).click()
    await page.getByRole('tab', { name: 'Dialogues' }).click()
    await page.getByRole('button', { name: 'Accept' }).first().waitFor()
    await page.getByRole('tab', { name: 'Caption' }).click()
    await page.getByText('64 moments described').waitFor()
    expect(endpoint.counts.byPurpose['curation/describe-frame']).toBe(64)
  })

  test('streams an answer, and shows the frames that the model was given', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Chat' }).click()
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByRole('textbox', { name: 'Your message' }).fill('What did you see first?')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('button', { name: 'Ask again' }).waitFor()
    const answer = await page.locator('article[data-role="assistant"]').last().innerText()
    expect(answer.length).toBeGreaterThan(20)
    await page.getByRole('button', { name: 'What the model sees' }).click()
    await page.getByText('Frames (2)').waitFor()
    const asked = endpoint.requests.findLast(({ promptId }) => promptId?.startsWith('inference/role-play'))
    const pictures = asked?.body.messages.flatMap(({ content }) =>
      Array.isArray(content) ? content.filter(({ type }) => type === 'image_url') : [],
    )
    expect(pictures?.length, 'the request carried the two frames').toBe(2)
  })

  test('makes a question set and a run, and ends at a leaderboard row with its coverage', async () => {
    await page.goto(`${server.url}/evaluations?isNewSet=true`)
    await page.getByRole('textbox', { name: 'Name' }).fill('First look')
    await page.getByRole('button', { name: 'Make the set' }).click()
    await page.getByText('Question set made').waitFor()
    await page.goto(`${server.url}/evaluations?isNew=true`)
    await page.getByRole('textbox', { name: 'Rounds' }).fill('1')
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText('Complete', { exact: true }).first().waitFor()
    await page.goto(`${server.url}/evaluations`)
    const row = page.getByRole('row').filter({ hasText: 'scripted' }).first()
    await row.waitFor()
    const [, scored, expected] = /(\d+) \/ (\d+)/.exec(await row.innerText()) ?? []
    expect(Number(scored)).toBeGreaterThan(0)
    expect(scored, 'each judgement has a score').toBe(expected)
    expect(await page.getByText('Rehearsal', { exact: true }).count(), 'no real model is called a rehearsal').toBe(0)
  })

  test('shows every page within a phone’s width', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    for (const path of ['/', '/videos', '/chat', '/evaluations', '/data-sets', '/jobs', '/settings']) {
      await page.goto(`${server.url}${path}`)
      await page.waitForLoadState('load')
      await page.getByRole('heading').first().waitFor()
      expect(await overflow(page), `${path} is wider than the window`).toBeLessThanOrEqual(0)
    }
  })

  test('met no error, no foreign address and no request that the endpoint refused', () => {
    expect(complaints).toEqual([])
    expect(endpoint.refused).toEqual([])
  })
})
