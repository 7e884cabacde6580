/** Every format that a data set leaves in, with what one row of it is: the list that dashboards and command lines offer. */

export type LineFormat = 'internvl' | 'internvl-video' | 'openai' | 'llama-factory' | 'ms-swift'
export type PreferenceFormat = 'llama-factory-dpo' | 'llama-factory-kto' | 'ms-swift-dpo' | 'ms-swift-kto'
export type CollectionFormat = 'videofolder' | 'parquet' | 'webdataset'
export type ExportFormat = LineFormat | PreferenceFormat | CollectionFormat

export interface FormatInfo {
  title: string
  /** What it is for, in a sentence. */
  description: string
  /** What one row is. */
  unit: 'dialogue' | 'pair' | 'verdict' | 'video'
  media: 'frames' | 'frames inside the lines' | 'video files' | 'frames and video files'
  /** Ours: with labels and words 24 frames stay within the 8,192 tokens that we train with; OpenAI takes 10 images. */
  maxFrames: number
}

export const exportFormats: Record<ExportFormat, FormatInfo> = {
  internvl: {
    title: 'InternVL',
    description: 'Multi-image JSONL with our frames, for InternVL’s own trainer.',
    unit: 'dialogue',
    media: 'frames',
    maxFrames: 24,
  },
  'internvl-video': {
    title: 'InternVL, video',
    description: 'The paper’s Figure 5: `<video>` and the file. The trainer draws frames of its own.',
    unit: 'dialogue',
    media: 'video files',
    maxFrames: 0,
  },
  'ms-swift': {
    title: 'ms-swift',
    description: 'Messages and images, for ms-swift.',
    unit: 'dialogue',
    media: 'frames',
    maxFrames: 24,
  },
  'llama-factory': {
    title: 'LLaMA-Factory',
    description: 'ShareGPT with nested frame lists, for LLaMA-Factory.',
    unit: 'dialogue',
    media: 'frames',
    maxFrames: 24,
  },
  openai: {
    title: 'OpenAI messages',
    description: 'Messages with the pictures inside, and the neutral form that most tools read.',
    unit: 'dialogue',
    media: 'frames inside the lines',
    maxFrames: 10,
  },
  'ms-swift-dpo': {
    title: 'ms-swift, DPO',
    description: 'What a reviewer wrote against what the model wrote, for preference tuning.',
    unit: 'pair',
    media: 'frames',
    maxFrames: 24,
  },
  'ms-swift-kto': {
    title: 'ms-swift, KTO',
    description: 'Accepted and rejected answers, for preference tuning.',
    unit: 'verdict',
    media: 'frames',
    maxFrames: 24,
  },
  'llama-factory-dpo': {
    title: 'LLaMA-Factory, DPO',
    description: 'What a reviewer wrote against what the model wrote, for preference tuning.',
    unit: 'pair',
    media: 'frames',
    maxFrames: 24,
  },
  'llama-factory-kto': {
    title: 'LLaMA-Factory, KTO',
    description: 'Accepted and rejected answers, for preference tuning.',
    unit: 'verdict',
    media: 'frames',
    maxFrames: 24,
  },
  videofolder: {
    title: 'Hugging Face VideoFolder',
    description: 'Video files with a metadata row each, as `load_dataset` reads a folder.',
    unit: 'video',
    media: 'video files',
    maxFrames: 0,
  },
  parquet: {
    title: 'Parquet',
    description: 'One row a dialogue in columns, with our frames beside it.',
    unit: 'dialogue',
    media: 'frames',
    maxFrames: 24,
  },
  webdataset: {
    title: 'WebDataset',
    description: 'Tar shards: a video, its frames, caption and dialogues under one key.',
    unit: 'video',
    media: 'frames and video files',
    maxFrames: 24,
  },
}
