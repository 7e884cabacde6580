/**
 * The text in front of each picture. It must be the text that the model was trained with, character for character;
 * the exporters of the curation package write it too, and both packages test against the same literals.
 */
import * as z from 'zod'

export const FrameLabelStyle = z.enum(['Frame-{i}', 'Frame{i}'])
export type FrameLabelStyle = z.infer<typeof FrameLabelStyle>

/** `Frame-3: `, or `Frame-3 (12.5 s): ` where times are told. `number` counts from 1. */
export function frameLabel(style: FrameLabelStyle, number: number, timestampSeconds?: number): string {
  const name = style.replace('{i}', String(number))
  return timestampSeconds === undefined ? `${name}: ` : `${name} (${timestampSeconds.toFixed(1)} s): `
}
