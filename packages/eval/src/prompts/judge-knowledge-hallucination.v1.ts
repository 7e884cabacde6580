/** Facts before fiction. 100 means that nothing was invented, 0 that the answer rests on inventions. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeKnowledgeHallucination = judgePrompt('knowledge_hallucination', {
  guidance: [
    'A claim is invented if it contradicts the material or general knowledge, or states as fact what the material gives no ground for.',
    'Opinions, feelings, jokes and harmless colour that a person of this kind may add are not inventions.',
    'Saying that one does not know, or correcting a false premise in the question, is the right thing to do.',
  ],
  anchors: {
    0: 'the substance of the answer is false, or a false premise is accepted and built upon',
    25: 'an important claim is invented, next to some that hold',
    50: 'the main point holds, but details are stated as fact without ground',
    75: 'grounded throughout, with one doubtful minor detail',
    100: 'every factual claim is supported or plainly marked as a guess; false premises are corrected',
  },
})
