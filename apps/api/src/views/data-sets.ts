/** Data set versions: what is in them, what differs between two, who may use them, and what was taken down. */
import type { LeakReport } from '@video2roleplay/curation'

export interface DataSetVersionView {
  id: string
  dataSetId: string
  projectId: string
  name: string
  version: number
  seed: number
  manifestHash: string
  settings: {
    heldout: number | null
    counts: { train: number; heldout: number } | null
    groupBy: 'video' | 'creator' | 'cluster'
    isReviewedOnly: boolean
  }
  counts: {
    videos: number
    dialogues: number
    train: number
    heldout: number
    /** Null for versions made before this was counted. */
    trainVideos: number | null
    heldoutVideos: number | null
  }
  /** Got minus wanted on each side, in videos where counts were asked for, else in dialogues: whole groups only. */
  deviation: Record<string, number>
  /** Null for versions made before this was checked. */
  leaks: LeakReport | null
  /** What takedowns took out of it since it was made. */
  takenDown: { videos: number; dialogues: number }
  /** True where any of its dialogues was made by the rehearsal model. */
  isRehearsal: boolean
  createdAt: string
}

export interface VersionDiffSummary {
  added: number
  removed: number
  edited: number
  moved: number
  same: number
}

export interface ItemText {
  split: string
  question: string
  answer: string
}

export interface VersionChange {
  dialogueId: string
  videoId: string
  videoName: string
  /** An item may be edited and moved at once. */
  kinds: ('added' | 'removed' | 'edited' | 'moved')[]
  before: ItemText | null
  after: ItemText | null
}

export type GateReason = 'no-licence' | 'consent-refused' | 'consent-unknown' | 'safety-flagged'

/** Whether an export may be made (R60), and what stands against it. */
export interface ExportGate {
  isOpen: boolean
  videos: number
  blocked: number
  /** Videos by reason; one may have several. */
  reasons: Partial<Record<GateReason, number>>
  /** Videos that nobody has looked at for safety: they pass, and the card says so. */
  safetyUnknown: number
}

export interface BlockedVideo {
  videoId: string
  name: string
  licence: string | null
  consent: 'unknown' | 'given' | 'refused'
  safety: 'unknown' | 'passed' | 'flagged'
  safetyNote: string | null
  reasons: GateReason[]
}

export interface TakedownView {
  id: string
  videoId: string
  videoSha256: string | null
  reason: string
  by: string | null
  /** Rows and files that went: frames, captions, dialogues, conversations, versionItems, exports. */
  removed: Record<string, number>
  versions: { versionId: string; name: string; version: number; dialogues: number }[]
  createdAt: string
}

/** A row of the paper's Table 1, with ours counted from the database. */
export interface TableOneRow {
  dataset: string
  dialogues: number
  hasVideo: boolean
  isRehearsal: boolean
  source: 'paper' | 'this house'
}
