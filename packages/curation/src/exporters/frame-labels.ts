/**
 * The text in front of each picture. InternVL's own code uses two spellings (FORMATS §6.1), so it is a setting of
 * the export and of the model that was trained on it. The serving layouts of the inference package must write the
 * same text; both packages test against the same literal, `Frame-1: <image>\nFrame-2: <image>\n`.
 */
export type FrameLabelStyle = 'Frame-{i}' | 'Frame{i}'

export function frameLabel(style: FrameLabelStyle, number: number): string {
  return style.replace('{i}', String(number))
}

/** `Frame-1: <image>` and so on, each on its own line; empty for no frames. */
export function framePrefix(count: number, style: FrameLabelStyle, placeholder = '<image>', separator = '\n'): string {
  return Array.from(
    { length: count },
    (_, index) => `${frameLabel(style, index + 1)}: ${placeholder}${separator}`,
  ).join('')
}
