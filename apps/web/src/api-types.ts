/** What the server sends, by the names the pages use. Types only: nothing of the server reaches the browser. */
export type {
  CaptionView,
  ChatContext,
  ChatDetail,
  ChatMessageView,
  ConversationView,
  CostView,
  DataSetVersionView,
  DialogueFunnel,
  DialogueView,
  EvalComparison,
  EvalEstimate,
  EvalMatrix,
  EvalRunView,
  ExportView,
  Failure,
  FrameDescriptionView,
  FrameFit,
  JobEventView,
  JobGlance,
  JobView,
  JudgementView,
  Leaderboard,
  LedgerSummaryRow,
  MatrixRow,
  ModelView,
  Notice,
  Overview,
  Page,
  PublishedRow,
  QuestionSetView,
  QuestionView,
  RegeneratedAnswer,
  ReviewEntry,
  ReviewerAgreement,
  ReviewItem,
  ReviewLook,
  ReviewProgress,
  SampledFrame,
  SampleView,
  SettingsView,
  Stage,
  VideoCaption,
  VideoCard,
  VideoDetail,
  VideoFacets,
  VideoSample,
} from '@video2roleplay/api'
import type { EvalResponseView as SentResponseView, EvalRunView, VideoCard } from '@video2roleplay/api'

export type VideoKind = NonNullable<VideoCard['kind']>
export type VideoStatus = VideoCard['status']
export type MetricSetId = 'main7' | 'ablation8'
export type LeaderboardRow = NonNullable<EvalRunView['row']>
/** JSON leaves out what is not there. */
export type EvalResponseView = Omit<SentResponseView, 'contextSent'> & { contextSent?: unknown }
