/** Durations, sizes and money as people read them. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  return hours > 0
    ? `${hours} h ${String(minutes).padStart(2, '0')} min`
    : `${minutes} min ${String(rest).padStart(2, '0')} s`
}

/** `1:02.480`: a place in a video. */
export function timestampText(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000)
  const minutes = Math.floor(milliseconds / 60_000)
  return `${minutes}:${((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, '0')}`
}

/** `62.5`, `1:02.5` or `1:01:02` in seconds; null where it is neither. */
export function parseInstant(text: string): number | null {
  if (!/^(\d+:){0,2}\d+(\.\d+)?$/.test(text.trim())) return null
  return text
    .trim()
    .split(':')
    .reduce((seconds, part) => seconds * 60 + Number(part), 0)
}

export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}

/** An unknown price is said to be unknown; it is not 0. */
export function moneyText(cost: { microUsd: number | null; unknown: number }): string {
  if (cost.microUsd === null) return 'cost unknown'
  const dollars = cost.microUsd / 1_000_000
  const text = `$${dollars >= 1 || dollars === 0 ? dollars.toFixed(2) : dollars.toPrecision(2)}`
  return cost.unknown > 0 ? `≥ ${text}, ${cost.unknown} unknown` : text
}

/** `1 frame`, `2 frames`. */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`
