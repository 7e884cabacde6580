import { describe, expect, test } from 'vitest'
import { imagesOf, type ImageInput } from '@video2roleplay/llm'
import { buildRoleProfile } from '../role-profile.js'
import { rolePlayPrompt } from '../prompts/role-play.v1.js'
import { frameLabel, type FrameLabelStyle } from './frame-labels.js'
import { asTrainingText, type LayoutName, layOut } from './layout.js'

const image = (name: string): ImageInput => ({ mediaType: 'image/jpeg', data: new Uint8Array(), sha256: name })
const frames = (style: FrameLabelStyle) =>
  ['a', 'b'].map((name, index) => ({ label: frameLabel(style, index + 1), image: image(name) }))

/** What the exporters of the curation package write for two frames and one question; their tests hold the same literals. */
const trainingText = {
  'Frame-{i}': 'Frame-1: <image>\nFrame-2: <image>\nWhere are you going?',
  'Frame{i}': 'Frame1: <image>\nFrame2: <image>\nWhere are you going?',
}

describe('the text around the images in serving is the text of training', () => {
  for (const style of ['Frame-{i}', 'Frame{i}'] as const)
    for (const layout of ['openai', 'vllm', 'lmdeploy'] as const)
      test(`${layout}, ${style}: as the InternVL export`, () => {
        expect(asTrainingText(layOut(layout, frames(style), 'Where are you going?'), layout)).toBe(trainingText[style])
      })

  test('ms-swift: as its own export, without line ends between frames', () => {
    expect(asTrainingText(layOut('ms-swift', frames('Frame-{i}'), 'Where are you going?'), 'ms-swift')).toBe(
      'Frame-1: <image>Frame-2: <image>Where are you going?',
    )
  })

  test('a whole prompt without summary, instruction and examples is the training example', () => {
    const { blocks } = buildRoleProfile({ frames: [], context: 'none', roleInstruction: '' })
    const messages = rolePlayPrompt.render({
      layout: 'vllm',
      frames: frames('Frame-{i}'),
      blocks,
      history: [],
      question: 'Where are you going?',
    })
    expect(asTrainingText(messages[1]!.content, 'vllm')).toBe(trainingText['Frame-{i}'])
  })
})

describe('each layout spells the same message its way', () => {
  test.each<[LayoutName, unknown]>([
    ['openai', ['Frame-1: ', 'a', '\nFrame-2: ', 'b', '\nHi?']],
    ['vllm', ['Frame-1: <image>\nFrame-2: <image>\nHi?', 'a', 'b']],
    ['lmdeploy', ['Frame-1: <IMAGE_TOKEN>\nFrame-2: <IMAGE_TOKEN>\nHi?', 'a', 'b']],
    ['ms-swift', ['Frame-1: <image>Frame-2: <image>Hi?', 'a', 'b']],
  ])('%s', (layout, expected) => {
    const content = layOut(layout, frames('Frame-{i}'), 'Hi?')
    expect(
      Array.isArray(content) && content.map((part) => (part.type === 'text' ? part.text : part.image.sha256)),
    ).toEqual(expected)
    expect(imagesOf([{ role: 'user', content }]).map((one) => one.sha256)).toEqual(['a', 'b'])
  })

  test('vLLM is told under which name to keep a picture, LMDeploy that a frame is one tile', () => {
    const extras = (layout: LayoutName) =>
      imagesOf([{ role: 'user', content: layOut(layout, frames('Frame-{i}'), 'Hi?') }]).map(
        ({ cacheName, maxTiles }) => ({ cacheName, maxTiles }),
      )
    expect(extras('vllm')[1]).toEqual({ cacheName: 'b', maxTiles: undefined })
    expect(extras('lmdeploy')[1]).toEqual({ cacheName: undefined, maxTiles: 1 })
    expect(extras('openai')[1]).toEqual({ cacheName: undefined, maxTiles: undefined })
  })

  test('without frames every layout is plain text', () => {
    for (const layout of ['openai', 'vllm', 'lmdeploy', 'ms-swift'] as const)
      expect(layOut(layout, [], 'Hi?')).toBe('Hi?')
  })

  test('a label may tell the time', () => expect(frameLabel('Frame-{i}', 3, 12.5)).toBe('Frame-3 (12.5 s): '))
})
