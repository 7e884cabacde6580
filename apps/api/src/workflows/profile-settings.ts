/** How a role profile is made and asked: the axes of the ablations (R51, R52) and the parameters of the call. */
import { DynamicProfile, ProfileContext } from '@video2roleplay/inference'
import * as z from 'zod'

export const ProfileSettings = z.object({
  dynamicProfile: DynamicProfile.default('video'),
  context: ProfileContext.default('summary'),
  /** Writes the time of each frame into its label. Not in the paper. */
  timestamps: z.boolean().default(false),
  temperature: z.number().min(0).max(2).optional(),
  maxTokens: z.int().min(1).max(32_768).optional(),
})
export type ProfileSettings = z.output<typeof ProfileSettings>

export const defaultProfileSettings: ProfileSettings = ProfileSettings.parse({})
