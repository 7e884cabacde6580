/** Frames and a summary become a character who answers, rehearsed. `node talk-to-character.ts VIDEO "How are you?"` */
import { buildRoleProfile, respond } from '@video2roleplay/inference'
import { createRehearsalModel } from '@video2roleplay/llm/rehearsal'
import { openDecoder, sampleFrames } from '@video2roleplay/sampler'

const [path, question = 'What are you doing there?'] = process.argv.slice(2)
if (path === undefined) throw new Error('Usage: node talk-to-character.ts VIDEO QUESTION')

const decoder = await openDecoder()
const { frames } = await sampleFrames(path, { decoder, maxWidth: 640 })
await decoder.close()
const profile = buildRoleProfile({ frames, summary: 'A rabbit wakes up in a meadow on a fine morning.' })
for await (const chunk of respond({ profile, question }, createRehearsalModel())) {
  if (chunk.type === 'text') process.stdout.write(chunk.text)
  else console.log(`\n(${chunk.response.outcome}; the model saw ${chunk.response.grounding})`)
}
