/** A film's time as people read it, and where on an axis to write it. */
export interface AxisMark {
  seconds: number
  label: string
}

const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200]
const pixelsPerMark = 80

/** Round instants from 0 on, far enough apart to be read at this width. */
export function timeAxis(durationSeconds: number, width: number): AxisMark[] {
  const most = Math.max(2, width / pixelsPerMark)
  const step =
    steps.find((candidate) => durationSeconds / candidate <= most) ?? Math.ceil(durationSeconds / most / 7200) * 7200
  return Array.from({ length: Math.floor(durationSeconds / step) + 1 }, (_, k) => ({
    seconds: k * step,
    label: step < 1 ? `${(k * step).toFixed(step < 0.1 ? 2 : 1)} s` : clock(k * step),
  }))
}

/** 00:07, 12:03, 1:02:03. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds + 1e-6)
  const hours = Math.floor(whole / 3600)
  const [minutes, rest] = [Math.floor((whole % 3600) / 60), whole % 60].map((part) => String(part).padStart(2, '0'))
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`
}

/** To the hundredth, where a frame is meant: 00:03.20. */
export function instant(seconds: number): string {
  const hundredths = Math.round(seconds * 100)
  return `${clock(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`
}
