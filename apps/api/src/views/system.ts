/** The overview and the settings page. */
import type { DecoderInfo, EmbedderInfo } from '@video2roleplay/sampler'
import type { ModelRole, ModelView } from './models.js'

export interface Notice {
  code: string
  level: 'info' | 'warning' | 'error'
  message: string
  advice: string | null
}

export interface ProjectView {
  id: string
  name: string
  isDemo: boolean
  videos: number
  createdAt: string
}

export interface Overview {
  project: ProjectView
  counts: {
    videos: number
    ready: number
    failed: number
    frames: number
    captions: number
    dialogues: number
    runs: number
  }
  jobs: { queued: number; running: number; failed: number }
  spend: { microUsd: number | null; unknownCalls: number; calls: number; replayed: number }
  /** True where the roles are played by the rehearsal model. */
  isRehearsal: boolean
  /** True where there is no video yet. */
  isDemoOffered: boolean
  notices: Notice[]
}

/** The CLIP of step 3. It is opened when a sample first needs it. */
export interface EmbedderView {
  state: 'off' | 'not used yet' | 'opening' | 'ready' | 'unavailable'
  /** Null where it is turned off. */
  model: string | null
  info: EmbedderInfo | null
  failure: { code: string; message: string; advice: string | null } | null
}

export interface SettingsView {
  host: string
  port: number
  dataDir: string
  database: string
  decoder: DecoderInfo
  embedder: EmbedderView
  roles: { role: ModelRole; models: ModelView[] }[]
  environment: { name: string; value: string; source: 'environment' | 'default' }[]
  limits: { name: string; value: number }[]
}
