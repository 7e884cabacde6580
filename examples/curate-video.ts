/** A video becomes a caption, and the caption becomes dialogues, rehearsed. `node curate-video.ts VIDEO` */
import { captionVideo, curateDialogues } from '@video2roleplay/curation'
import { createRehearsalModel } from '@video2roleplay/llm/rehearsal'
import { openDecoder, sampleSegments } from '@video2roleplay/sampler'

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Usage: node curate-video.ts VIDEO')

const model = createRehearsalModel()
const decoder = await openDecoder()
const info = await decoder.probe(path)
const { frames, kind } = await sampleSegments(path, { decoder, info, maxWidth: 640 })
await decoder.close()
const caption = await captionVideo({ frames, kind, durationSeconds: info.durationSeconds, purpose: 'training' }, model)
console.log(`${caption.frameDescriptions.length} descriptions, ${caption.outcome}\n${caption.summary}\n`)

const { dialogues, funnel } = await curateDialogues({ kind, summary: caption.summary, language: 'en' }, model, model)
for (const { stage, entered, left } of funnel) console.log(`${stage}: ${entered} in, ${left} out`)
for (const { question, answer } of dialogues.filter(({ status }) => status === 'kept'))
  console.log(`Q ${question}\nA ${answer}`)
