/** The process that runs CLIP: started by path with nothing in its environment, asked over its channel. */
import type { ImageEncoder, TextEncoder } from './clip/encoder.js'
import { openImageEncoder, openTextEncoder } from './clip/encoder.js'
import type { FromEncoder, Question, ToEncoder } from './clip/wire.js'
import { SamplerError } from './errors.js'

let images: ImageEncoder | undefined
let texts: TextEncoder | undefined
/** Asked, and not given up since. */
const wanted = new Set<number>()
/** One network at a time: each has all the threads. */
let before = Promise.resolve()

async function answer(question: Question): Promise<Float32Array | undefined> {
  switch (question.kind) {
    case 'open':
      images = await openImageEncoder(question.vision, question.preprocessor, question.threads)
      return new Float32Array([images.dimensions])
    case 'openText':
      texts = await openTextEncoder(question.model, question.tokenizer, question.threads)
      return new Float32Array()
    case 'image':
      return images?.embed(question.jpeg)
    case 'text':
      return texts?.embed(question.text)
  }
}

async function answerInTurn(number: number, question: Question, turn: Promise<void>): Promise<void> {
  await turn
  if (!wanted.delete(number)) return
  try {
    const vector = await answer(question)
    if (vector !== undefined) send({ number, vector })
  } catch (error) {
    const { code, message } =
      error instanceof SamplerError ? error : new SamplerError('embedder-crashed', String(error))
    send({ number, failure: { code, message } })
  }
}

function send(message: FromEncoder): void {
  process.send?.(message, undefined, undefined, (error) => {
    // Whoever asked is gone: there is nobody to work for.
    if (error !== null) process.exit(0)
  })
}

process.on('disconnect', () => process.exit(0))
process.on('message', ({ number, ...question }: ToEncoder) => {
  if (question.kind === 'drop') {
    wanted.delete(number)
    return
  }
  wanted.add(number)
  before = answerInTurn(number, question, before)
})
