/**
 * Text that a database, a JSON column and a browser all agree on (RELIABILITY T19): well-formed, without NUL,
 * and never cut in the middle of a character. Everything else stays as it was written.
 */
const encoder = new TextEncoder()

/** `maxBytes` counts UTF-8 bytes; a character that would not fit whole is left out. */
export function cleanText(text: string, maxBytes = Number.POSITIVE_INFINITY): string {
  const clean = text.toWellFormed().replaceAll('\0', '')
  if (clean.length * 3 <= maxBytes) return clean
  const { read } = encoder.encodeInto(clean, new Uint8Array(Math.min(maxBytes, clean.length * 3)))
  return clean.slice(0, read)
}
