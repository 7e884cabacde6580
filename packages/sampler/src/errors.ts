/**
 * What can go wrong between a file and its frames. One class; `code` says which.
 * A video of which some frames could not be had is not an error: see `status: 'partial'`.
 */
export type SamplerErrorCode =
  // the file
  | 'file-not-found'
  | 'not-a-regular-file'
  | 'empty-file'
  | 'not-a-video'
  | 'playlist'
  | 'truncated'
  | 'unsupported-container'
  | 'unsupported-codec'
  | 'encrypted'
  | 'no-video-stream'
  | 'no-frames'
  // the limits
  | 'too-large'
  | 'too-many-pixels'
  | 'too-long'
  | 'too-many-packets'
  | 'too-many-streams'
  // the decoder
  | 'decoder-crashed'
  | 'decoder-timeout'
  | 'decoder-out-of-memory'
  | 'no-decoder'
  | 'no-sandbox'
  // the embedder of step 3
  | 'no-embedder'
  | 'model-unreachable'
  | 'model-not-found'
  | 'model-corrupt'
  | 'model-unsupported'
  | 'embedder-crashed'
  | 'bad-request'
  | 'aborted'

export class SamplerError extends Error {
  override readonly name = 'SamplerError'
  readonly code: SamplerErrorCode
  /** What a person can do about it. */
  readonly advice: string
  /** True where the same call may succeed later. */
  readonly isRetryable: boolean

  constructor(code: SamplerErrorCode, message?: string, options: { cause?: unknown; advice?: string } = {}) {
    super(message ?? sentences[code][0], options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.advice = options.advice ?? sentences[code][1]
    this.isRetryable = retryableCodes.has(code)
  }
}

export function isSamplerErrorCode(code: unknown): code is SamplerErrorCode {
  return typeof code === 'string' && Object.hasOwn(sentences, code)
}

const retryableCodes = new Set<SamplerErrorCode>([
  'decoder-crashed',
  'decoder-timeout',
  'model-unreachable',
  'embedder-crashed',
  'aborted',
])

const sentences: Record<SamplerErrorCode, readonly [message: string, advice: string]> = {
  'file-not-found': ['The file does not exist or cannot be read.', 'Check the path and its permissions.'],
  'not-a-regular-file': [
    'This is a link, a folder, a pipe or a device, not a file.',
    'Give the path of the video file itself.',
  ],
  'empty-file': ['The file is empty.', 'Copy or download it again.'],
  'not-a-video': ['The file is not a video.', 'Give an MP4, MOV, MKV, WebM, AVI, MPEG or FLV file.'],
  playlist: [
    'The file is a playlist that points at other files.',
    'Give the video file itself; playlists are never followed.',
  ],
  truncated: [
    'The file ends too early: its index is missing.',
    'Copy or download it again, or repair it with a video tool.',
  ],
  'unsupported-container': ['This kind of media file is not accepted.', 'Convert it to MP4 or WebM.'],
  'unsupported-codec': [
    'The pictures are stored with a codec that is not accepted.',
    'Convert the video to H.264 in MP4.',
  ],
  encrypted: ['The video is encrypted.', 'Give a copy without copy protection.'],
  'no-video-stream': ['The file holds no moving pictures.', 'Give a file with a video track.'],
  'no-frames': ['Not one picture of the video could be decoded.', 'Copy or download it again, or convert it.'],
  'too-large': ['The file is larger than the limit.', 'Cut or compress the video, or raise the limit.'],
  'too-many-pixels': ['The pictures are larger than the limit.', 'Scale the video down, or raise the limit.'],
  'too-long': ['The video is longer than the limit.', 'Cut the video, or raise the limit.'],
  'too-many-packets': ['The video has more frames than the limit.', 'Cut the video, or raise the limit.'],
  'too-many-streams': ['The file holds more tracks than the limit.', 'Keep only the video and one audio track.'],
  'decoder-crashed': [
    'The video decoder stopped while reading this file.',
    'Try again; if it happens again, convert the video.',
  ],
  'decoder-timeout': [
    'The video decoder needed more time than the limit.',
    'Try again when the machine is less busy, or raise the limit.',
  ],
  'decoder-out-of-memory': [
    'The video decoder needed more memory than the limit.',
    'Scale the video down, or raise the limit.',
  ],
  'no-decoder': [
    'No video decoder is installed.',
    'Install the npm package node-av, or ffmpeg and ffprobe on the PATH.',
  ],
  'no-sandbox': [
    'A sandbox was asked for, but this machine cannot make one.',
    'Install bubblewrap and allow user namespaces, or do not require a sandbox.',
  ],
  'no-embedder': [
    'CLIP cannot run here: the npm package onnxruntime-node is not installed.',
    'Install it with ONNXRUNTIME_NODE_INSTALL=skip, or go without merging near duplicates.',
  ],
  'model-unreachable': [
    'The model could not be downloaded.',
    'Connect this machine to the internet once, or give a folder that holds the model.',
  ],
  'model-not-found': ['There is no such model.', 'Check its name, or the folder that should hold it.'],
  'model-corrupt': [
    'The model is not the one that its checksum promises.',
    'Remove it and download it again; if that does not help, do not use it.',
  ],
  'model-unsupported': [
    'This model is not a CLIP that can be run here.',
    'Use one with an onnx folder, such as Xenova/clip-vit-base-patch32.',
  ],
  'embedder-crashed': [
    'The process that runs CLIP stopped.',
    'Try again; if it happens again, the machine may be short of memory.',
  ],
  'bad-request': ['The request makes no sense.', 'Check the arguments.'],
  aborted: ['Stopped at your request.', 'Start it again when you like.'],
}
