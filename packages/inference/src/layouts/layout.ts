/**
 * How frames and text are laid out in a user message, for the server that will read it (FORMATS §6.5). One canonical
 * prompt, several spellings; a model answers as trained only where the text around its images is as trained.
 */
import type { ContentPart, ImageInput } from '@video2roleplay/llm'
import * as z from 'zod'

/**
 * openai: text and pictures take turns; for OpenAI and servers that keep the order.
 * vllm: one text with `<image>` in it, then the pictures in the same order; vLLM leaves such placeholders alone, and
 * keeps what it made of a picture under its hash.
 * lmdeploy: the same with `<IMAGE_TOKEN>`, each picture as one tile, as it was trained.
 * ms-swift: as vllm, without line ends between frames, since that trainer adds its own.
 */
export const LayoutName = z.enum(['openai', 'vllm', 'lmdeploy', 'ms-swift'])
export type LayoutName = z.infer<typeof LayoutName>

export interface LabelledFrame {
  /** With its colon and space: `Frame-1: `. */
  label: string
  image: ImageInput
}

export function layOut(layout: LayoutName, frames: readonly LabelledFrame[], text: string): string | ContentPart[] {
  if (frames.length === 0) return text
  switch (layout) {
    case 'openai':
      return [
        ...frames.flatMap(({ label, image }, index): ContentPart[] => [
          { type: 'text', text: index === 0 ? label : `\n${label}` },
          { type: 'image', image },
        ]),
        { type: 'text', text: `\n${text}` },
      ]
    case 'vllm':
      return placeholders(frames, '<image>', '\n', text, ({ sha256 }) => ({ cacheName: sha256 }))
    case 'lmdeploy':
      return placeholders(frames, '<IMAGE_TOKEN>', '\n', text, () => ({ maxTiles: 1 }))
    case 'ms-swift':
      return placeholders(frames, '<image>', '', text)
  }
}

function placeholders(
  frames: readonly LabelledFrame[],
  placeholder: string,
  separator: string,
  text: string,
  extras: (image: ImageInput) => Partial<ImageInput> = () => ({}),
): ContentPart[] {
  return [
    { type: 'text', text: frames.map(({ label }) => `${label}${placeholder}${separator}`).join('') + text },
    ...frames.map(({ image }): ContentPart => ({ type: 'image', image: { ...image, ...extras(image) } })),
  ]
}

/** The message as a trainer would see it, every picture spelled `<image>`: what parity tests compare. */
export function asTrainingText(content: string | ContentPart[], layout: LayoutName): string {
  if (typeof content === 'string') return content
  if (layout === 'openai') return content.map((part) => (part.type === 'text' ? part.text : '<image>')).join('')
  return content
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('')
    .replaceAll('<IMAGE_TOKEN>', '<image>')
}
