/**
 * Character cards, versions 1 to 3: how chat front ends hand characters to each other. Ours adds one extension that
 * names the videos a character is made of. What a card holds and we do not use is kept, so that nothing is lost on the
 * way through. The words of a card are a stranger's: material for a prompt, never instructions in it.
 */
import * as z from 'zod'
import { InferenceError } from '../errors.js'

const text = z.string().default('')

/** `extensions.video2roleplay`: the files are named by content, so that another house can recognise them. */
export const CardVideos = z.object({
  videos: z
    .array(
      z.object({
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        name: z.string(),
        durationSeconds: z.number().nullable(),
      }),
    )
    .max(100),
  /** Profile settings, as the exporting house had them. */
  settings: z.record(z.string(), z.unknown()).default({}),
})
export type CardVideos = z.infer<typeof CardVideos>

const CardData = z.looseObject({
  name: z.string().min(1).max(500),
  description: text,
  personality: text,
  scenario: text,
  first_mes: text,
  mes_example: text,
  creator_notes: text,
  system_prompt: text,
  post_history_instructions: text,
  alternate_greetings: z.array(z.string()).default([]),
  tags: z.array(z.string()).default([]),
  creator: text,
  character_version: text,
  extensions: z.record(z.string(), z.unknown()).default({}),
})
export type CardData = z.infer<typeof CardData>

export interface CharacterCard {
  /** The version it came in; 1 has no envelope. */
  version: 1 | 2 | 3
  data: CardData
  /** Of our extension; undefined in cards from elsewhere. */
  videos: CardVideos | undefined
}

const Envelope = z.looseObject({ spec: z.string(), data: z.record(z.string(), z.unknown()) })

/** Characters of JSON; a card with a long lore book stays far below. */
export const largestCard = 8_000_000

/** @throws InferenceError `bad-card` */
export function readCard(json: string): CharacterCard {
  if (json.length > largestCard) throw new InferenceError('bad-card', 'The card is larger than any real one.')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new InferenceError('bad-card', 'The card is not JSON.')
  }
  const envelope = Envelope.safeParse(value)
  const spec = envelope.success ? envelope.data.spec : undefined
  const version = spec === 'chara_card_v3' ? 3 : spec === 'chara_card_v2' ? 2 : 1
  const data = CardData.safeParse(envelope.success && version > 1 ? envelope.data.data : value)
  if (!data.success) {
    const [issue] = data.error.issues
    throw new InferenceError('bad-card', `The card cannot be used: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const videos = CardVideos.safeParse(data.data.extensions.video2roleplay)
  return { version, data: data.data, videos: videos.success ? videos.data : undefined }
}

/** Version 2 is what most front ends read; 3 adds fields that some ask for. */
export function writeCard(card: { data: CardData; videos?: CardVideos }, version: 2 | 3): string {
  const { data, videos } = card
  const extensions = videos === undefined ? data.extensions : { ...data.extensions, video2roleplay: videos }
  const whole = { ...data, extensions }
  return version === 2
    ? JSON.stringify({ spec: 'chara_card_v2', spec_version: '2.0', data: whole })
    : JSON.stringify({ spec: 'chara_card_v3', spec_version: '3.0', data: { group_only_greetings: [], ...whole } })
}

/** A card with a name and nothing else. */
export function blankCard(name: string): CardData {
  return CardData.parse({ name })
}
