export { Ablation, ablationMatrix, publishedAblation, RoleContext, TrainInput } from './ablation.js'
export {
  Agreement,
  BlandAltman,
  blandAltman,
  fleissKappa,
  intraclassCorrelation,
  krippendorffAlpha,
} from './agreement.js'
export type { Ratings, SparseRatings } from './agreement.js'
export { CohenKappa, cohenKappa } from './cohen-kappa.js'
export { studentTQuantile } from './distributions.js'
export { AlignmentTax, alignmentTax, readOpenCompassSummary, TaxRow } from './alignment-tax.js'
export type { BenchmarkResult, OpenCompassSummary } from './alignment-tax.js'
export { auditTables } from './audit-tables.js'
export type { AuditFinding, TableAudit } from './audit-tables.js'
export { BradleyTerry, bradleyTerry, PairwiseCount } from './bradley-terry.js'
export type { ClusterRow } from './clusters.js'
export { benjaminiHochberg, holm } from './corrections.js'
export {
  bootstrapCorrelation,
  Correlation,
  CorrelationInterval,
  fisherInterval,
  kendall,
  meanCorrelation,
  pearson,
  spearman,
} from './correlation.js'
export type { MaybeNumber } from './correlation.js'
export { Comparability, comparableLossLimit, Coverage, SensitivityBand } from './coverage.js'
export { EvalError } from './errors.js'
export type { EvalErrorCode } from './errors.js'
export { CallEstimate, estimateCalls, JudgingSize } from './estimate.js'
export { formatScore, toHundredths } from './format-score.js'
export { checkGate, Gate, parseGate } from './gates.js'
export type { GatedScores } from './gates.js'
export { injectionCanaries } from './injection-canaries.js'
export type { InjectionCanary } from './injection-canaries.js'
export { clusterBootstrap, Interval } from './intervals.js'
export type { ResamplingOptions } from './intervals.js'
export { HistoryTurn } from './prompts/judge-input.js'
export { judgePrompts } from './prompts/judge-prompts.js'
export { judgeResponse } from './judge-response.js'
export type { JudgeOptions, JudgeTask } from './judge-response.js'
export type { JudgeContext } from './judge-evidence.js'
export { JudgementRow, JudgingPlan } from './judgement-row.js'
export { EvidenceKind, Judgement, ParsePath, SkippedReason, UnscoredReason } from './judgement.js'
export { JudgementPlace, judgingManifest } from './judging-manifest.js'
export type { ManifestOptions } from './judging-manifest.js'
export { groupAverages, GroupedRow, leaderboardGroups } from './leaderboard-groups.js'
export type { RunAverages, RunJudgements } from './leaderboard-groups.js'
export {
  JudgeScore,
  LeaderboardRanks,
  LeaderboardRow,
  leaderboardRow,
  MetricScore,
  publishedLeaderboardRow,
  rankRows,
  Score,
} from './leaderboard.js'
export type { LeaderboardRowOptions } from './leaderboard.js'
export { ContextPart, Metric, MetricId, metrics, MetricSet, MetricSetId, metricSets, VideoEvidence } from './metrics.js'
export { clusterTTest, comparePaired, PairedComparison, signFlipTest } from './paired-tests.js'
export type { Pair } from './paired-tests.js'
export {
  paperJudges,
  paperQuestionCount,
  paperRounds,
  paperTemperature,
  publishedKindShares,
  publishedTable2,
  publishedTable3,
  publishedTable4,
  publishedTable5,
  publishedTables6And7,
  publishedUserStudy,
} from './paper.js'
export type { PublishedCorrelations } from './paper.js'
export { questionsNeeded, votesNeeded } from './power.js'
export type { PowerOptions } from './power.js'
export {
  Choice,
  exactSignTest,
  preferenceTest,
  PreferenceSummary,
  PreferenceTest,
  ShareInterval,
  summarisePreference,
  wilsonInterval,
} from './preference.js'
export type { Vote } from './preference.js'
export { PublishedRow } from './published-row.js'
export { seededRandom } from './random.js'
export type { Random } from './random.js'
export { readScore } from './read-score.js'
export type { ScoreReading } from './read-score.js'
export { renderJunit } from './render-junit.js'
export type { GatedRun, GateResult } from './render-junit.js'
export { renderLeaderboard } from './render-leaderboard.js'
export type { TableFormat } from './render-leaderboard.js'
export { describeStyle, ResponseStyle } from './response-style.js'
export { JudgeMean, QuestionScore, ResponseScore, scoreQuestions, scoreResponse } from './score.js'
export { tieGroups } from './tie-groups.js'
export { compareRuns, questionAverages, RowIntervals, rowIntervals, RunComparison } from './uncertainty.js'
export type { UncertaintyOptions } from './uncertainty.js'
export { judgePair } from './pairs/judge-pair.js'
export type { PairTask } from './pairs/judge-pair.js'
export { LengthControlled, lengthControlledShare } from './pairs/length-control.js'
export { combineOrders, PairJudgement, PairOrder, PairWinner } from './pairs/pair-judgement.js'
export { summarisePairs } from './pairs/summarise-pairs.js'
export type { JudgedPair, PairSummary } from './pairs/summarise-pairs.js'
export { splitVariance, VarianceSplit } from './variance-split.js'
