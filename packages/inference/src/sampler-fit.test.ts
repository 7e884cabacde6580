import type { Frame } from '@video2roleplay/sampler'
import { expectTypeOf, test } from 'vitest'
import type { ProfileFrame } from './role-profile.js'

test('the sampler’s frames go straight into a role profile', () => {
  expectTypeOf<Frame>().toExtend<ProfileFrame>()
})
