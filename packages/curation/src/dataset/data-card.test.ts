import { expect, test } from 'vitest'
import { dataCard, type DataCardFacts } from './data-card.js'

const facts: DataCardFacts = {
  name: 'Role <video>',
  version: 3,
  manifestHash: 'ab'.repeat(32),
  createdAt: '2026-11-24T12:00:00.000Z',
  isRehearsal: false,
  seed: 7,
  groupBy: 'cluster',
  deviation: { train: -2, heldout: 0 },
  splits: [
    { name: 'train', videos: 57_000, dialogues: 665_000 },
    { name: 'heldout', videos: 3_000, dialogues: 35_000 },
  ],
  videos: 60_000,
  dialogues: 700_000,
  kinds: [
    { name: 'vlog', count: 3 },
    { name: 'live', count: 1 },
  ],
  durations: { hours: 1.25, medianSeconds: 4.5, longestSeconds: null },
  perVideo: { mean: 11.666, median: 12, most: 12 },
  languages: [
    { name: 'en', count: 5 },
    { name: '', count: 1 },
  ],
  reviews: [{ name: 'unreviewed', count: 10 }],
  teachers: [{ model: 'teacher|one', isRehearsal: false, dialogues: 700_000 }],
  funnel: [{ stage: 'parse', entered: 20, left: 19 }],
  prompts: ['curation/generate-dialogues@1'],
  licences: [{ name: 'CC0', count: 4 }],
  consent: [{ name: 'given', count: 4 }],
  safety: [{ name: 'unknown', count: 60_000 }],
  leaks: {
    isClean: true,
    checks: [{ key: 'creator', known: 4, unknown: 2, leaking: 0, examples: [] }],
  },
  takenDown: { videos: 0, dialogues: 0 },
}

test('a card says what is in a version, with the header that hubs read', () => {
  const card = dataCard(facts)
  expect(card).toMatch(/^---\npretty_name: "Role <video>"\nlicense: other\nlicense_name: "CC0"\nlanguage:\n- en\n/)
  expect(card).toContain('- 100K<n<1M')
  expect(card).toContain('| train | 57,000 | 665,000 |')
  expect(card).toContain('11.67 dialogues a video')
  expect(card).toContain('| vlog | 3 | 75.0 % |')
  expect(card).toContain('Whole groups could not meet what was asked for: train -2.')
  expect(card).toContain('| creator | 4 | 2 | 0 |')
  expect(card).toContain('60,000 of 60,000 videos were not looked at for safety.')
  expect(card).toContain(facts.manifestHash)
})

test('what is not known is said to be unknown, and names of others are no markup', () => {
  const card = dataCard({ ...facts, leaks: null })
  expect(card).toContain('| unknown | 1 | 16.7 % |')
  expect(card).toContain('longest unknown')
  expect(card).toContain('Nobody checked the splits for leaks.')
  expect(card).toContain('# Role \\<video\\>, version 3')
  expect(card).toContain('teacher\\|one')
})

test('a rehearsal and an override stand where nobody misses them', () => {
  const card = dataCard({ ...facts, isRehearsal: true, override: { name: 'Ada', reason: 'For ourselves.' } })
  expect(card).toContain('must not be trained on')
  expect(card).toContain('Ada let this export pass: “For ourselves.”')
})
