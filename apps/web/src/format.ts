/** Numbers, times and money as people read them. A missing number is a dash, never a zero. */
export const MISSING = '–'

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const compactNumber = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' })

export const count = (value: number | null | undefined): string => (value == null ? MISSING : whole.format(value))

export const shortCount = (value: number | null | undefined): string =>
  value == null ? MISSING : value < 10_000 ? whole.format(value) : compactNumber.format(value)

export const score = (value: number | null | undefined): string => (value == null ? MISSING : value.toFixed(2))

/** Only all of it is 100 %. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)} %`
}

/** 0:07, 12:03, 1:02:03. */
export function clock(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return MISSING
  const total = Math.floor(seconds + 1e-6)
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const rest = String(total % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** The instant of a frame: 3.20 s below a minute, 1:03.20 above. */
export function instant(seconds: number): string {
  const hundredths = Math.round(seconds * 100)
  if (hundredths < 6000) return `${(hundredths / 100).toFixed(2)} s`
  const minutes = Math.floor(hundredths / 6000)
  return `${minutes}:${((hundredths - minutes * 6000) / 100).toFixed(2).padStart(5, '0')}`
}

/** How long something took: 840 ms, 3.2 s, 2 min 5 s. */
export function span(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return MISSING
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 59.95) return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`
  const rounded = Math.round(seconds)
  if (rounded < 3600) return twoUnits(Math.floor(rounded / 60), 'min', rounded % 60, 's')
  const minutes = Math.round(rounded / 60)
  return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

const twoUnits = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`

export function bytes(value: number | null | undefined): string {
  if (value == null) return MISSING
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  return `${(value / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}

export function money(microUsd: number | null | undefined): string {
  if (microUsd == null) return 'cost unknown'
  const dollars = microUsd / 1_000_000
  if (dollars === 0) return '$0.00'
  return dollars < 0.01 ? `$${dollars.toFixed(4)}` : `$${dollars.toFixed(2)}`
}

export const dateTime = (iso: string | null | undefined): string => (iso ? moment.format(new Date(iso)) : MISSING)

export function ago(iso: string | null | undefined): string {
  if (!iso) return MISSING
  const seconds = (new Date(iso).getTime() - Date.now()) / 1000
  const magnitude = Math.abs(seconds)
  if (magnitude < 45) return 'just now'
  if (magnitude < 3600) return relative.format(Math.round(seconds / 60), 'minute')
  if (magnitude < 86_400) return relative.format(Math.round(seconds / 3600), 'hour')
  if (magnitude < 30 * 86_400) return relative.format(Math.round(seconds / 86_400), 'day')
  return moment.format(new Date(iso))
}

export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** +3.20, −0.40: a difference always has its sign. */
export const signed = (value: number, digits = 2): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`

export const probability = (value: number | null | undefined): string =>
  value == null ? MISSING : value < 0.001 ? '< 0.001' : value.toFixed(3)
