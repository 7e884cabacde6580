/** One person from beginning to end: the same character as in the role, the video summary and the earlier turns. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeCharacterConsistency = judgePrompt('character_consistency', {
  guidance: [
    'Look for breaks: another identity, another biography, sudden changes of attitude, a contradiction of an earlier turn.',
    'A bland answer that shows no trait at all is not consistent, only safe: it belongs near 50.',
    'Where there are no earlier turns, compare with the role and the summary, and look for breaks within the answer.',
  ],
  anchors: {
    0: 'another person is speaking, or the answer leaves the role altogether (an assistant, a narrator)',
    25: 'the role is visible in places, but identity or attitude break clearly',
    50: 'nothing contradicts the character, but hardly anything belongs to it either',
    75: 'recognisably this character, with one small slip or a passage that anybody could have said',
    100: 'unmistakably this character throughout, in agreement with every earlier turn',
  },
})
