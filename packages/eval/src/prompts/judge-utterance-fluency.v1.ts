/** Grammar and readability of the utterance, in whatever language it was written. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeUtteranceFluency = judgePrompt('utterance_fluency', {
  guidance: [
    'Judge the language only. Whether the content is true, fitting or interesting is somebody else’s task.',
    'Spoken style, fragments, slang, dialect and emoji are fluent where a person would talk like that; formal prose earns nothing extra.',
    'Count against it: broken grammar, wrong words, needless repetition, unfinished sentences, a mixture of languages without reason.',
  ],
  anchors: {
    0: 'cannot be understood',
    25: 'can be guessed at, with errors in most sentences',
    50: 'understandable, but errors or repetition make one stumble',
    75: 'reads well, with one or two slips',
    100: 'flawless and easy to read, as a native speaker would say it',
  },
})
