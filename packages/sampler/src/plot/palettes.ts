/** The colours of a picture that stands alone. Hue never speaks alone: each mark has a shape or a dash of its own too. */
export const palettes = {
  light: {
    ground: '#ffffff',
    band: '#f3f1ed',
    otherBand: '#e9e5de',
    line: '#cfc9bf',
    ink: '#1f1c19',
    soft: '#57514a',
    faint: '#6e665d',
    curve: '#2f5f8f',
    threshold: '#8a5a00',
    chosen: '#8b2f6b',
    merge: '#1b7048',
    capped: '#b3261e',
  },
  dark: {
    ground: '#1b1918',
    band: '#242120',
    otherBand: '#302c29',
    line: '#47423d',
    ink: '#f0ece6',
    soft: '#bdb5ab',
    faint: '#978f85',
    curve: '#8dbbe8',
    threshold: '#e5b454',
    chosen: '#e08fc2',
    merge: '#6fcf9c',
    capped: '#ff8f85',
  },
} as const

export type PlotTheme = keyof typeof palettes
export type Palette = { readonly [Name in keyof (typeof palettes)['light']]: string }

export const fontFamily = "Inter, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
