/** Every shape that leaves the API, for the dashboard, the CLI and other services. Types only. */
export type { CharacterDetail, CharacterView } from './characters.js'
export type {
  ChatContext,
  ChatDetail,
  ChatMessageStatus,
  ChatMessageView,
  ChatSendChunk,
  ConversationView,
} from './chat.js'
export type { DialogueFunnel, DialogueReview, DialogueStatus, DialogueStep, DialogueView } from './dialogues.js'
export type {
  EvalComparison,
  EvalEstimate,
  EvalGates,
  EvalMatrix,
  EvalReport,
  EvalResponseView,
  EvalRunView,
  EvalStatus,
  JudgementStatus,
  JudgementView,
  Leaderboard,
  MatrixRow,
  MetricSetId,
  PublishedRow,
  QuestionSetView,
  QuestionView,
  ResponseStatus,
  Scored,
  ScoreInterval,
} from './evals.js'
export type {
  BlockedVideo,
  DataSetVersionView,
  ExportGate,
  GateReason,
  ItemText,
  TableOneRow,
  TakedownView,
  VersionChange,
  VersionDiffSummary,
} from './data-sets.js'
export type { ExportView } from './exports.js'
export type { TrainingPointView, TrainingRunView } from './training.js'
export type { JobEventView, JobGlance, JobKind, JobState, JobView, Stage } from './jobs.js'
export type { LedgerDetail, LedgerRow, LedgerSummaryRow, ModelRole, ModelTest, ModelView } from './models.js'
export type { CostView, Failure, Page } from './page.js'
export type { BudgetView, PlannedRange, PlannedStage, WorkPlan } from './plans.js'
export type {
  AnswerGrounding,
  RegeneratedAnswer,
  ReviewEntry,
  ReviewerAgreement,
  ReviewItem,
  ReviewLease,
  ReviewLook,
  ReviewProgress,
  ReviewVerdict,
} from './reviews.js'
export type { Notice, Overview, ProjectView, SettingsView } from './system.js'
export type {
  CaptionOutcome,
  CaptionPurpose,
  CaptionState,
  FrameFit,
  CaptionView,
  FrameDescriptionView,
  ImportedPath,
  SampledFrame,
  SavedView,
  SampleView,
  VideoCaption,
  VideoCard,
  VideoDetail,
  VideoFacets,
  VideoSample,
  VideoStatus,
} from './videos.js'
