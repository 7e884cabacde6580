/** The models this house knows, and which of them plays which role. */
import type { ChatModel } from '@video2roleplay/llm'
import type { InferSelectModel } from 'drizzle-orm'
import type { models } from '../db/schema.js'

export type ModelRow = InferSelectModel<typeof models>

export const modelRoles = ['annotator', 'generator', 'selector', 'responder', 'judge'] as const
export type ModelRole = (typeof modelRoles)[number]

export interface ModelRegistry {
  /** Registers the models of the environment, or the rehearsal model where it names none. */
  ensureDefaults(): Promise<void>
  /**
   * The models of a role, as a person chose them in the settings, else as the environment says. Generators and
   * judges may be several; the other roles take the first. @throws ApiError `no-model`
   */
  forRole(role: ModelRole): Promise<[ModelRow, ...ModelRow[]]>
  setRole(role: ModelRole, modelIds: string[]): Promise<void>
  /** @throws ApiError `not-found` */
  get(modelId: string): Promise<ModelRow>
  /** The model behind the ledger: every call is reserved, settled, and replayed when it was made before. */
  open(row: ModelRow, caller?: ModelCaller): ChatModel
  /** True where no endpoint is configured: everything is rehearsal. */
  readonly isRehearsal: boolean
}

/** On whose behalf a call is made: stands in its ledger row. */
export interface ModelCaller {
  projectId?: string
  jobId?: string
  epoch?: number
}
