/**
 * Joins streamed pieces so that no emoji is torn: a server may send its two halves in two chunks, and each
 * half alone is not text. NUL is left out, as no database takes it.
 */
export interface TextPieces {
  /** The part of `piece` (and of what was held back) that can be shown now. */
  push(piece: string): string
  /** What was still held back. */
  end(): string
}

export function createTextPieces(): TextPieces {
  let heldBack = ''
  return {
    push(piece) {
      const text = heldBack + piece
      const endsInHalf = /[\uD800-\uDBFF]$/.test(text)
      heldBack = endsInHalf ? text.slice(-1) : ''
      return sendable(endsInHalf ? text.slice(0, -1) : text)
    },
    end() {
      const rest = heldBack
      heldBack = ''
      return sendable(rest)
    },
  }
}

function sendable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
