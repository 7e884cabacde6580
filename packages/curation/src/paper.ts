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

/**
 * Ours: the "or other errors" of §3.3, and the Chinese of all of these, as the teachers write both languages. What is
 * declined is part of the phrase: "I'm unable to stop smiling" is talk, "I'm unable to determine" is not.
 */
const declined = [
  'assist',
  'help with that',
  'help you with',
  'help with this',
  'comply',
  'answer that',
  'answer this',
  'answer the question',
  'provide',
  'determine',
  'identify',
  'describe the',
  'describe this',
  'see the video',
  'see the image',
  'see what is',
  'view the',
  'view videos',
  'watch the video',
  'watch videos',
  'access the',
  'generate',
  'fulfill',
  'fulfil',
  'continue with this',
  'create content',
  'process the video',
  'infer',
  'discuss that',
  'engage in',
]
const declinedChinese = [
  '回答',
  '提供',
  '确定',
  '判断',
  '识别',
  '描述',
  '观看',
  '查看',
  '看到视频',
  '满足',
  '协助',
  '帮助您',
  '生成',
  '分析',
  '得知',
  '继续',
]

export const moreRefusalOpenings: readonly string[] = [
  'As an AI',
  'As a language model',
  'As a large language model',
  'I am an AI',
  'I am a language model',
  "I'm just an AI",
  "I'm sorry, but I can't",
  "I'm sorry, but I cannot",
  "I'm sorry, I can't",
  'I am sorry, but I am unable to',
  'Sorry, but I cannot',
  'Sorry, I cannot',
  "Sorry, I can't",
  'I apologize, but I',
  'I must decline',
  'I do not have the ability to',
  'I do not have access to the video',
  ...['I cannot', 'I am unable to', 'I am not able to'].flatMap((opening) =>
    declined.map((what) => `${opening} ${what}`),
  ),
  'The caption does not',
  'The description does not',
  'The video does not',
  'The image does not',
  'There is no information',
  'There is not enough information',
  'is not mentioned in the video',
  'is not mentioned in the description',
  'is not specified in the',
  'is not shown in the video',
  'is not visible in the video',
  '作为一个AI',
  '作为一名AI',
  '作为AI',
  '作为一个人工智能',
  '作为一名人工智能',
  '作为人工智能',
  '作为一个语言模型',
  '作为一个大语言模型',
  '作为语言模型',
  '我是一个AI',
  '我是一个语言模型',
  '我是一个人工智能',
  '视频没有展示',
  '视频没有显示',
  '视频没有呈现',
  '视频没有提到',
  '视频里没有提到',
  '视频中没有展示',
  '视频中没有显示',
  '视频中没有提到',
  '视频中未',
  '视频并未',
  '视频并没有',
  '视频未展示',
  '视频未显示',
  '描述中没有提到',
  '描述中没有',
  '描述中未',
  '画面中没有显示',
  '没有展示',
  '没有呈现',
  '没有表现出',
  '抱歉，我无法',
  '抱歉，我不能',
  '对不起，我无法',
  '对不起，我不能',
  '很抱歉，我无法',
  '很抱歉，我不能',
  '非常抱歉，我无法',
  ...declinedChinese.map((what) => `我无法${what}`),
  '我不能提供',
  '我不能协助',
  '无法从视频中',
  '无法根据视频',
  '没有足够的信息',
]

/** Ours: §3.3's phrases need a subject, and only one of these is a model speaking of its material. */
export const materialWords =
  'video clip footage image picture frame photo scene caption description summary transcript text content 视频 画面 片段 图片 图像 描述 字幕 文本 内容 镜头'.split(
    ' ',
  )

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
