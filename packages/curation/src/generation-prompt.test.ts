import { expect, test } from 'vitest'
import { ownExemplars, retrieveExemplars } from './exemplars.js'
import { buildGenerationPrompt } from './generation-prompt.js'
import { generateDialoguesPrompt } from './prompts/generate-dialogues.v1.js'

test('the four blocks follow each other as §3.3 lists them', () => {
  const blocks = buildGenerationPrompt({
    kind: 'live',
    summary: 'A cat jumps.',
    exemplars: ownExemplars.slice(0, 1),
    dialogueCount: 3,
  })
  const [, user] = generateDialoguesPrompt.render(blocks)
  expect(Object.keys(blocks)).toEqual(['role', 'description', 'examples', 'instructions'])
  expect(user!.content).toMatchInlineSnapshot(`
    "# Role
    You are the person in a clip of a few seconds. What counts is this one moment: what you are doing, and how it feels.

    # Description of the video
    <description>
    A cat jumps.
    </description>

    # Examples of the tone, from other videos
    <examples>
    Q: wait is that the dumpling place by the station??
    A: It is! I'm there so often the auntie starts folding when she sees my coat.
    </examples>

    # Instructions
    1. Read the description and decide who the person is, what they do and how they would talk.
    2. Write 3 pairs in English: a viewer writes under the video, the person answers in the first person.
    3. Ask about what happens, why, how it felt, what came before and after, and small visible details; no two questions alike.
    4. Answer only from the description; where it is silent, answer as the person would without stating new facts.
    5. Keep the tone of the examples: short, spoken, warm. No lists, no headings, no bold, no numbering.
    6. Never mention a video description, a caption or a model. If you cannot write one good pair, answer None."
  `)
})

test('the same seed finds the same exemplars in a shuffled bank, of the right language and kind', () => {
  const wanted = { language: 'zh', kind: 'live', count: 3, seed: '7' } as const
  const found = retrieveExemplars(ownExemplars, wanted)
  expect(retrieveExemplars(ownExemplars.toReversed(), wanted)).toEqual(found)
  expect(found).toHaveLength(3)
  expect(found.every((one) => one.language === 'zh' && one.kinds.includes('live'))).toBe(true)
})

test('exemplars that share a tag come first', () => {
  const [first] = retrieveExemplars(ownExemplars, { language: 'en', kind: 'vlog', tags: ['pet'], count: 3, seed: 'x' })
  expect(first!.tags).toContain('pet')
})

test('every exemplar of ours names a licence and a source, and no id occurs twice', () => {
  expect(ownExemplars.every((one) => one.licence !== '' && one.source !== '')).toBe(true)
  expect(new Set(ownExemplars.map((one) => one.id)).size).toBe(ownExemplars.length)
})
