/**
 * One range of bytes. Several in one request are answered with the whole file: a thousand overlapping ones
 * would ask for a thousand times the file with a header of three kilobytes.
 */
export type ByteRange = { start: number; end: number } | 'whole' | 'unsatisfiable'

export function readByteRange(header: string | undefined, sizeBytes: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return 'whole'
  const isSuffix = match[1] === ''
  const start = isSuffix ? Math.max(0, sizeBytes - Number(match[2])) : Number(match[1])
  const end = isSuffix || match[2] === '' ? sizeBytes - 1 : Math.min(Number(match[2]), sizeBytes - 1)
  return start > end || start >= sizeBytes ? 'unsatisfiable' : { start, end }
}
