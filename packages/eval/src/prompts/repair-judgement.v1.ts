/** One more chance for a judge whose answer held no readable score: the same conversation, asked for the JSON only. */
import { definePrompt } from '@video2roleplay/llm'
import * as z from 'zod'

export const repairJudgement = definePrompt({
  id: 'eval/repair-judgement@1',
  input: z.object({}),
  render: () => [
    {
      role: 'user',
      content:
        'Your reply could not be read. Give the same verdict again as one JSON object and nothing else: {"evidence": [quotes], "rationale": text, "score": one number from 0 to 100}.',
    },
  ],
})
