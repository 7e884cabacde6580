/**
 * The cues of a WebVTT text, which is what ffmpeg makes of every text subtitle. Styling, positions and notes are left
 * out; what remains is plain text of strangers, to be shown and quoted as data.
 */
export interface SpeechCue {
  startSeconds: number
  endSeconds: number
  text: string
}

/** Ours: a film of three hours has some two thousand cues. */
export const mostCues = 5_000
const mostCharactersOfACue = 500

/** In the order of their beginnings; a cue that is shown twice in a row (rolling captions) is one. */
export function parseWebVtt(text: string): { cues: SpeechCue[]; isCut: boolean } {
  const cues: SpeechCue[] = []
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => line.includes('-->'))
    if (at === -1) continue
    const [start, end] = lines[at]!.split('-->').map(toSeconds)
    const words = plainText(lines.slice(at + 1).join(' '))
    if (start === undefined || end === undefined || !(end > start) || words === '') continue
    if (cues.length >= mostCues) return { cues: inOrder(cues), isCut: true }
    const last = cues.at(-1)
    if (last?.text === words && start - last.endSeconds < 0.5) last.endSeconds = Math.max(last.endSeconds, end)
    else cues.push({ startSeconds: start, endSeconds: end, text: words })
  }
  return { cues: inOrder(cues), isCut: false }
}

function inOrder(cues: SpeechCue[]): SpeechCue[] {
  return cues.toSorted((a, b) => a.startSeconds - b.startSeconds)
}

/** `01:02:03.500` or `02:03,5`; what follows on the line places the cue on the screen. */
function toSeconds(text: string): number | undefined {
  const found = /(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})/.exec(text)
  if (!found) return undefined
  const [, hours = '0', minutes, seconds, rest = ''] = found
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${rest}`)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }

function plainText(text: string): string {
  return text
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/\{\\[^{}]{0,200}\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => entities[name]!)
    .replace(/\\[Nnh]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, mostCharactersOfACue)
    .toWellFormed()
}
