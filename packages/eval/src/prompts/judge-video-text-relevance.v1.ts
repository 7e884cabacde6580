/** Close correlation with the content of the video. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeVideoTextRelevance = judgePrompt('video_text_relevance', {
  guidance: [
    'Compare with what is shown of the video: its frames, or a caption where frames are not available to you.',
    'What counts is content that can be found in the video: people, places, objects, actions, what was said or written there.',
    'An answer that suits the question, but could have been given without the video, belongs near 25. One that contradicts the video belongs at 0.',
  ],
  anchors: {
    0: 'contradicts the video, or has nothing to do with it',
    25: 'fits the topic, but could have been given without seeing the video',
    50: 'one or two elements of the video are present, loosely',
    75: 'clearly built on the video, with a small mistake or a generic passage',
    100: 'built on specific content of the video throughout, all of it correct',
  },
})
