/** The most one video can take in a stage, from the settings alone: what a plan says where nothing was measured. */
import { captionSegments, dialoguesPerVideo, tokenLadder } from '@video2roleplay/curation'
import type { VideoKind } from '@video2roleplay/sampler'
import type { Stage } from '../views/jobs.js'

export interface StageLimits {
  calls: number
  inputTokens: number
  outputTokens: number
}

/** Ours, as the ledger reserves: an image is rarely dearer, and a prompt's own words are few beside it. */
const tokensPerImage = 1500
const tokensPerPrompt = 1000
/** The caption's ceiling; a dialogue prompt holds the summary and some examples. */
const dialogueTokens = 4096

export function stageLimits(stage: Stage, kind: VideoKind): StageLimits {
  const ladder = tokenLadder(kind)
  const ladderTokens = ladder.reduce((sum, tokens) => sum + tokens, 0)
  switch (stage) {
    case 'sample':
      return { calls: 0, inputTokens: 0, outputTokens: 0 }
    case 'caption': {
      // Every description and the summary may be cut at every rung but the last.
      const calls = (captionSegments + 1) * ladder.length
      const described = captionSegments * ladder.length * (tokensPerImage + tokensPerPrompt)
      const summarised = ladder.length * (tokensPerPrompt + captionSegments * ladder.at(-1)!)
      return { calls, inputTokens: described + summarised, outputTokens: (captionSegments + 1) * ladderTokens }
    }
    case 'dialogues': {
      const calls = 1 + dialoguesPerVideo
      const inputTokens = calls * (tokensPerPrompt + ladder.at(-1)!)
      return { calls, inputTokens, outputTokens: dialogueTokens * 2 }
    }
  }
}
