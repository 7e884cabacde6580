/** The character's typical tone and turns of phrase. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeToneConsistency = judgePrompt('tone_consistency', {
  guidance: [
    'Compare with the style samples where there are any, otherwise with the tone that role and summary suggest.',
    'Tone is choice of words, rhythm, directness, humour, warmth, catchphrases. Politeness is not tone.',
    'Catchphrases in the wrong place, or in every sentence, are a parody and count against it.',
  ],
  anchors: {
    0: 'the opposite of how this character speaks',
    25: 'mostly another voice, with a borrowed phrase',
    50: 'a neutral voice that neither fits nor jars',
    75: 'the right voice, with one passage that falls out of it',
    100: 'the voice is unmistakable in every sentence',
  },
})
