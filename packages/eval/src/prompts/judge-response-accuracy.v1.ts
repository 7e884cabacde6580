/** Addressing the question, or carrying on the conversation as the context asks. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeResponseAccuracy = judgePrompt('response_accuracy', {
  guidance: [
    'First decide what the viewer wants: information, an opinion, sympathy, banter. Judge whether the answer gives that.',
    'Where a reference is given, agreement in substance counts, not in wording.',
    'A short answer that hits the point is accurate; a long one that circles around it is not.',
  ],
  anchors: {
    0: 'does not answer, or answers another question',
    25: 'touches the topic, but misses what was asked',
    50: 'answers in part, or so generally that it would fit many questions',
    75: 'answers what was asked, with a small gap',
    100: 'exactly what was asked, fully and fitting to the context',
  },
})
