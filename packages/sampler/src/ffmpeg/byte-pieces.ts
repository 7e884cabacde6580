import { SamplerError } from '../errors.js'

/** Cuts a stream of bytes into pieces of one size, or into lines. */
export async function* fixedPieces(stream: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let piece = Buffer.allocUnsafe(bytes)
  let filled = 0
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(piece, filled, at, Math.min(chunk.length, at + bytes - filled))
      filled += copied
      at += copied
      if (filled === bytes) {
        yield piece
        piece = Buffer.allocUnsafe(bytes)
        filled = 0
      }
    }
  }
}

export async function* lines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of stream) {
    const parts = (rest + chunk.toString('latin1')).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}

export async function readText(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += chunk.toString('utf8')
    if (text.length > maxBytes)
      throw new SamplerError('too-large', `What the file says about itself is longer than ${maxBytes} bytes.`)
  }
  return text
}
