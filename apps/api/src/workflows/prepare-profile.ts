/** A role profile from what a video has, and in words what it lacks. */
import { buildRoleProfile, LayoutName, type ResponseOptions, type RoleProfile } from '@video2roleplay/inference'
import type { ModelRow } from '../models/registry.js'
import type { ProfileSettings } from './profile-settings.js'
import type { RoleMaterial } from './role-material.js'

export interface PreparedProfile {
  profile: RoleProfile
  /** What was asked for and is not there, as sentences. Empty where the profile is whole. */
  missing: string[]
}

export function prepareProfile(
  material: RoleMaterial,
  settings: ProfileSettings,
  /** Whose frame labels are written: those it was trained on. */
  model: Pick<ModelRow, 'frameLabelStyle'>,
): PreparedProfile {
  const { frames, summary, descriptions } = material
  const missing: string[] = []
  const hasWords = settings.context === 'summary' ? (summary ?? '').trim() !== '' : descriptions.length > 0
  if (settings.context !== 'none' && !hasWords)
    missing.push(
      `The video has no inference caption yet, so there is no ${settings.context === 'summary' ? 'summary' : 'description'}.`,
    )
  if (settings.dynamicProfile !== 'text' && frames.length === 0)
    missing.push('The video has no adaptive sample yet, so there are no frames.')
  const profile = buildRoleProfile({
    frames,
    summary: summary ?? undefined,
    descriptions,
    dynamicProfile: settings.dynamicProfile,
    context: hasWords ? settings.context : 'none',
    timestamps: settings.timestamps,
    examples: material.examples,
    seed: material.video.id,
    labelStyle: model.frameLabelStyle,
  })
  return { profile, missing }
}

export function responseOptionsOf(model: ModelRow, settings: ProfileSettings): ResponseOptions {
  const layout = LayoutName.safeParse(model.layout)
  return {
    layout: layout.success ? layout.data : 'openai',
    parameters: {
      ...(settings.temperature !== undefined && { temperature: settings.temperature }),
      ...(settings.maxTokens !== undefined && { maxTokens: settings.maxTokens }),
    },
  }
}
