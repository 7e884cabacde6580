/**
 * What a packet's first bytes say about its place in the stream: whether other frames are predicted from it, and
 * whether it is ever shown. Only facts that hold exactly: a wrong "disposable" would change other frames' pixels.
 */
export interface PacketDetails {
  isDisposable: boolean
  isHidden: boolean
  /** HEVC temporal layer; a frame without references in a lower layer may still serve a higher one. */
  layer: number
}

const plain: PacketDetails = { isDisposable: false, isHidden: false, layer: 0 }

export type PacketReader = (data: Buffer) => PacketDetails

/** `configuration` is the stream's extradata: it tells how H.264 and HEVC units are delimited. */
export function packetReader(codec: string, configuration: Buffer | undefined): PacketReader | undefined {
  if (codec === 'h264') return (data) => readH264(units(data, nalLengthBytes(configuration, 4)))
  if (codec === 'hevc') return (data) => readHevc(units(data, nalLengthBytes(configuration, 21)))
  if (codec === 'vp9') return readVp9
  if (codec === 'vp8') return (data) => ({ ...plain, isHidden: data.length > 0 && ((data[0] as number) & 0x10) === 0 })
  return undefined
}

/** avcC and hvcC begin with 1 and hold the size of the length prefix; without them units are split by start codes. */
function nalLengthBytes(configuration: Buffer | undefined, at: number): number | undefined {
  if (configuration === undefined || configuration.length <= at || configuration[0] !== 1) return undefined
  return ((configuration[at] as number) & 3) + 1
}

function* units(data: Buffer, lengthBytes: number | undefined): Generator<{ first: number; second: number }> {
  const header = (at: number) => ({ first: data[at] ?? 0, second: data[at + 1] ?? 0 })
  if (lengthBytes !== undefined) {
    for (let at = 0; at + lengthBytes < data.length;) {
      const length = data.readUIntBE(at, lengthBytes)
      yield header(at + lengthBytes)
      at += lengthBytes + length
    }
    return
  }
  for (let at = data.indexOf(startCode); at >= 0; at = data.indexOf(startCode, at + 3)) yield header(at + 3)
}

const startCode = Buffer.from([0, 0, 1])

function readH264(nals: Iterable<{ first: number }>): PacketDetails {
  let slices = 0
  for (const { first } of nals) {
    const type = first & 31
    if (type < 1 || type > 5) continue
    slices++
    if ((first >> 5) & 3) return plain
  }
  return slices > 0 ? { ...plain, isDisposable: true } : plain
}

function readHevc(nals: Iterable<{ first: number; second: number }>): PacketDetails {
  let slices = 0
  let layer = 0
  let isDisposable = true
  for (const { first, second } of nals) {
    const type = (first >> 1) & 63
    if (type > 31) continue
    slices++
    layer = Math.max(0, (second & 7) - 1)
    // Even types up to 14 are sub-layer non-reference pictures.
    if (type > 14 || type % 2 === 1) isDisposable = false
  }
  return slices > 0 ? { isDisposable, isHidden: false, layer } : plain
}

/** A superframe holds hidden frames and one that is shown. A lone frame says itself whether it is shown. */
function readVp9(data: Buffer): PacketDetails {
  const last = data.at(-1)
  const first = data[0]
  if (first === undefined || last === undefined || (last & 0xe0) === 0xc0) return plain
  const profile = ((first >> 5) & 1) | ((first >> 3) & 2)
  // Two bits of marker, two of profile, one reserved in profile 3, then: shows an earlier frame, kind, is shown.
  const at = profile === 3 ? 2 : 3
  const bit = (n: number) => (first >> n) & 1
  return { ...plain, isHidden: bit(at) === 0 && bit(at - 2) === 0 }
}
