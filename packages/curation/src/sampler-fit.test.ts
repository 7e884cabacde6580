import type { Frame, VideoKind as SampledKind } from '@video2roleplay/sampler'
import { expectTypeOf, test } from 'vitest'
import type { CaptionFrame, VideoKind } from './caption.js'

test('the sampler’s frames and kinds go straight into a caption', () => {
  expectTypeOf<Frame>().toExtend<CaptionFrame>()
  expectTypeOf<SampledKind>().toEqualTypeOf<VideoKind>()
})
