/** A human, rather than an AI style. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeHumanLikeness = judgePrompt('human_likeness', {
  guidance: [
    'Ask whether a person would have typed or said this in a comment section or a chat.',
    'Signs of an AI: headings, lists and bold type in small talk, balanced on-the-one-hand structure, repeated summaries, eager offers of help, stock phrases.',
    'Signs of a person: a point of view, uneven rhythm, concrete detail, leaving things out, humour. Spelling errors by themselves are no such sign.',
  ],
  anchors: {
    0: 'plainly machine-made: a disclaimer, a form letter, a formatted essay',
    25: 'mostly AI style, with a phrase or two that a person might use',
    50: 'could be either',
    75: 'a person, with one phrase that sounds generated',
    100: 'nobody would suspect anything but a person',
  },
})
