/**
 * Every number and phrase that §3, §5.1, A.2 and A.4 print and curation uses, each once.
 * What the paper leaves open stands beside it, marked `Ours:` with the reason.
 */
import type { VideoKind } from './caption.js'

/** §3.2: "we divide each video into 64 segments". */
export const captionSegments = 64

/** A.2: `max_new_token` of caption generation. We read it as the limit of every captioning call, frame or summary. */
export const captionMaxTokens: Record<VideoKind, number> = { live: 1024, vlog: 2048, documentary: 4096 }

/** Ours: A.2 raises the limit "selectively" without saying how far. Doubling; at most two more tries, never past this. */
export const captionCeilingTokens = 8192
export const captionMaxAttempts = 3

/** A.2: the six teachers, and their temperature. */
export const teachers = [
  'Qwen-Max',
  'Deepseek-R1',
  'GPT-4.1',
  'GPT-4o',
  'Claude-3-7-Sonnet-Thinking',
  'Gemini-2.5-Pro-Exp',
] as const
export const teacherTemperature = 1.0

/** Ours: A.2 gives no limit for dialogue generation; twelve exchanges fit well into this. */
export const generationMaxTokens = 4096

/** Ours: 700k dialogues over 60k videos are 11.67 a video, so twelve are asked for. */
export const dialoguesPerVideo = 12

/** Ours: §3.3 shows in-context examples without saying how many. */
export const exemplarsPerPrompt = 3

/** §3.3: answers that begin with phrases like these are discarded. */
export const refusalOpenings = [
  'As an AI language model',
  'does not present',
  'does not show',
  'does not demonstrate',
] as const

/** Ours: the "or other errors" of §3.3, and the Chinese of all of these, as the teachers write both languages. */
export const moreRefusalOpenings = [
  'As an AI',
  'As a language model',
  'As a large language model',
  "I'm sorry, but I can't",
  "I'm sorry, but I cannot",
  'I am sorry, but I cannot',
  'Sorry, I cannot',
  "Sorry, I can't",
  'I cannot assist',
  "I can't assist",
  'I cannot help with',
  "I can't help with",
  'I cannot see the video',
  "I can't see the video",
  'I am unable to',
  "I'm unable to",
  'The caption does not',
  'The description does not',
  'The video does not',
  'There is no information',
  'is not mentioned in the video',
  'is not shown in the video',
  '作为一个AI',
  '作为一名AI',
  '作为AI',
  '作为一个人工智能',
  '作为人工智能',
  '作为一个语言模型',
  '作为一个大语言模型',
  '视频没有展示',
  '视频没有显示',
  '视频没有呈现',
  '视频中没有展示',
  '视频中没有显示',
  '视频中没有提到',
  '视频并未',
  '视频未展示',
  '视频未显示',
  '没有展示',
  '没有呈现',
  '没有表现出',
  '抱歉，我无法',
  '对不起，我无法',
  '很抱歉，我无法',
  '我无法回答',
  '我无法提供',
  '无法从视频中',
] as const

/** §5.1: the 60k videos are shuffled into these two sets. */
export const splitCounts = { train: 57_000, heldout: 3_000 } as const

/** A.4, and nothing that A.4 does not say. */
export const training = {
  optimizer: 'AdamW',
  learningRate: 4e-5,
  weightDecay: 5e-2,
  warmupRatio: 3e-2,
  epochs: 1,
} as const

/** Table 1: role-playing data sets beside the paper's own. Counts as printed; "168.1k" is read as 168,100. */
export const publishedDataSets = [
  { name: 'ChatHaruhi', dialogues: 54_726, hasVideo: false },
  { name: 'Character-LLM', dialogues: 14_300, hasVideo: false },
  { name: 'RoleLLM', dialogues: 168_100, hasVideo: false },
  { name: 'CharacterGLM', dialogues: 1_034, hasVideo: false },
  { name: 'Character100', dialogues: 10_609, hasVideo: false },
  { name: 'DITTO', dialogues: 7_186, hasVideo: false },
  { name: 'CharacterEval', dialogues: 1_785, hasVideo: false },
  { name: 'LifeChoice', dialogues: 1_462, hasVideo: false },
  { name: 'RolePersonality', dialogues: 87_345, hasVideo: false },
  { name: 'MMRole', dialogues: 14_346, hasVideo: false },
  { name: 'CharacterBench', dialogues: 13_162, hasVideo: false },
  { name: 'OpenCharacter', dialogues: 306_000, hasVideo: false },
  { name: 'RoleMRC', dialogues: 39_300, hasVideo: false },
  { name: 'CoSER', dialogues: 29_798, hasVideo: false },
  { name: 'Role-playing-Video60k', dialogues: 700_000, hasVideo: true },
] as const
