/**
 * `character:<id>[@config]`, the id of a character or of a video: which character a client speaks with, and how. The config is a list joined by
 * `+`: a responder's name, and the words of the ablations (`text`, `randomFrame`, `fullDescriptions`, `none`,
 * `timestamps`). `character:6f…@gpt-4o+text` lets gpt-4o answer without seeing frames.
 */
import { DynamicProfile, ProfileContext } from '@video2roleplay/inference'
import * as z from 'zod'
import { ApiError } from '../errors.js'
import type { ProfileSettings } from '../workflows/profile-settings.js'

export interface CharacterName {
  /** Of a character, or of a video. */
  id: string
  /** The responder of the settings where absent. */
  responder?: string
  /** Only what the name says. */
  settings: Partial<ProfileSettings>
}

const pattern = /^character:(?<id>[0-9a-f-]{36})(?:@(?<config>.+))?$/i

/** @throws ApiError `not-found` */
export function readCharacterName(model: string): CharacterName {
  const groups = pattern.exec(model)?.groups
  const id = z.uuid().safeParse(groups?.id?.toLowerCase())
  if (!id.success)
    throw new ApiError('not-found', `There is no model "${model}".`, {
      advice: 'Models are called character:<id>; GET /v1/models lists them.',
    })
  const name: CharacterName = { id: id.data, settings: {} }
  for (const word of groups?.config?.split('+') ?? []) {
    const dynamicProfile = DynamicProfile.safeParse(word)
    const context = ProfileContext.safeParse(word)
    if (dynamicProfile.success) name.settings = { ...name.settings, dynamicProfile: dynamicProfile.data }
    else if (context.success) name.settings = { ...name.settings, context: context.data }
    else if (word === 'timestamps') name.settings = { ...name.settings, timestamps: true }
    else if (name.responder === undefined) name.responder = word
    else throw new ApiError('not-found', `The config of "${model}" names two responders.`)
  }
  return name
}
