/** Strictly in character, without added explanation. Rubric and anchors are ours. */
import { judgePrompt } from './judge-layout.v1.js'

export const judgeInstructionAdherence = judgePrompt('instruction_adherence', {
  guidance: [
    'Compare with the role instruction: person, language, length, things forbidden.',
    'Remarks about being a model, about the instructions, stage directions nobody asked for, summaries and advice to the user are added explanation.',
    'A long answer is not a better one. What counts is whether the instruction was followed.',
  ],
  anchors: {
    0: 'the instruction is ignored: the answer talks about the task, refuses without cause or is addressed to somebody else',
    25: 'in character only in parts; explanations or remarks from outside take up much of it',
    50: 'the role is played, but an explicit instruction is broken or an explanation is added',
    75: 'the instruction is followed, with one superfluous phrase',
    100: 'every instruction is followed, strictly in character, nothing added',
  },
})
