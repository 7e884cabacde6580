import { describe, expect, test } from 'vitest'
import { refusalOpenings } from './paper.js'
import { rejectRefusals } from './reject-refusals.js'

const isRejected = (answer: string, mode: 'strict-prefix' | 'first-sentence'): boolean =>
  rejectRefusals({ answer }, mode).status === 'rejected'

describe('an answer is rejected in both modes when it begins with a phrase of the paper', () => {
  test.each(refusalOpenings)('%s', (phrase) => {
    expect(isRejected(`${phrase} anything.`, 'strict-prefix')).toBe(true)
    expect(isRejected(`${phrase} anything.`, 'first-sentence')).toBe(true)
  })

  test.each([
    '“As an AI language model”, I …',
    '**As an AI language model**, no.',
    '  "as an ai language model',
    '> AS AN AI LANGUAGE MODEL,',
    'Ａs an AI language model',
    '作为一个人工智能语言模型，我无法……',
    '作为一个AI语言模型',
  ])('dressed as %s', (answer) => expect(isRejected(answer, 'strict-prefix')).toBe(true))
})

describe('a phrase inside the first sentence', () => {
  test.each(['The video does not show that.', "The clip doesn't show her face.", '这个视频中没有显示时间。'])(
    'is left by strict-prefix and rejected by first-sentence: %s',
    (answer) => {
      expect(rejectRefusals({ answer }, 'first-sentence').status).toBe('rejected')
    },
  )
  test('is left by strict-prefix, as the paper says "begin"', () => {
    expect(isRejected('Our clip does not show that.', 'strict-prefix')).toBe(false)
  })
})

describe('an answer is kept', () => {
  test.each([
    'We walked for an hour. The sign does not show the way.',
    'It was 3.5 km! My watch does not show it though.',
    'I was an aimless kid.',
    "Honestly? I'm unable to say no to dumplings.",
    '去了市场。视频没有展示那一段。',
  ])('when the phrase comes in a later sentence: %s', (answer) => {
    expect(isRejected(answer, 'first-sentence')).toBe(false)
  })

  test('when its phrase is not on the list given', () => {
    expect(rejectRefusals({ answer: 'As an AI, no.' }, 'strict-prefix', ['does not show'])).toEqual({ status: 'kept' })
  })
})

test('the reason names the phrase, so that a funnel can count it', () => {
  expect(rejectRefusals({ answer: 'As an AI language model, I cannot.' })).toEqual({
    status: 'rejected',
    reason: 'refusal:as-an-ai-language-model',
    phrase: 'As an AI language model',
  })
})
