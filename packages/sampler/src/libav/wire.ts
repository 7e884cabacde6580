/**
 * Messages from the decoder process: a JSON header and raw bytes after it. The lengths come first, as two 32-bit
 * little-endian numbers, so that pictures travel without being turned into text.
 */
export interface WireMessage {
  header: unknown
  payload: Buffer
}

const MAX_HEADER_BYTES = 8 * 1024 * 1024
/** The largest picture that the limits allow, three bytes a pixel, is far below this. */
const MAX_PAYLOAD_BYTES = 512 * 1024 * 1024

export function encodeMessage(header: object, payloadBytes: number): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  const lengths = Buffer.alloc(8)
  lengths.writeUInt32LE(json.length, 0)
  lengths.writeUInt32LE(payloadBytes, 4)
  return Buffer.concat([lengths, json])
}

/** Cuts a byte stream into messages. What the other side sends is checked, never trusted. */
export async function* readMessages(stream: AsyncIterable<Buffer>): AsyncGenerator<WireMessage> {
  const source = new ByteSource(stream)
  for (;;) {
    const lengths = await source.take(8)
    if (lengths === undefined) return
    const headerBytes = lengths.readUInt32LE(0)
    const payloadBytes = lengths.readUInt32LE(4)
    if (headerBytes > MAX_HEADER_BYTES || payloadBytes > MAX_PAYLOAD_BYTES)
      throw new Error('the decoder sent a message that is too large')
    const json = await source.take(headerBytes)
    const payload = await source.take(payloadBytes)
    if (json === undefined || payload === undefined) return
    yield { header: JSON.parse(json.toString()) as unknown, payload }
  }
}

class ByteSource {
  private readonly chunks: AsyncIterator<Buffer>
  private rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) {
    this.chunks = stream[Symbol.asyncIterator]()
  }

  /** Exactly so many bytes, or nothing where the stream ends before. */
  async take(bytes: number): Promise<Buffer | undefined> {
    const parts = [this.rest]
    let length = this.rest.length
    while (length < bytes) {
      const { value, done } = await this.chunks.next()
      if (done === true) return undefined
      parts.push(value)
      length += value.length
    }
    const whole = parts.length === 1 ? this.rest : Buffer.concat(parts, length)
    this.rest = whole.subarray(bytes)
    return whole.subarray(0, bytes)
  }
}
