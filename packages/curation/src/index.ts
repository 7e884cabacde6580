/** §3: captions, dialogues, data sets and exports. Receives models and frames as arguments; decodes and stores nothing. */
export {
  Caption,
  CaptionAttempt,
  CaptionOutcome,
  CaptionPurpose,
  CaptionSettings,
  FrameDescription,
  VideoKind,
  VideoSummary,
} from './caption.js'
export type { CaptionFrame } from './caption.js'
export { captionVideo } from './caption-video.js'
export type { CaptionVideoInput, CaptionVideoOptions } from './caption-video.js'
export { describeFrame, describePromptId, undescribedFrame } from './describe-frame.js'
export type { DescribeFrameInput } from './describe-frame.js'
export { summariseVideo, summaryPromptId } from './summarise-video.js'
export type { SummariseVideoInput } from './summarise-video.js'
export { SpeechLine, speechAround, speechOf } from './speech.js'
export { readSummary } from './read-summary.js'
export { tokenLadder } from './truncation-ladder.js'

export { CuratedDialogue, Dialogue, Flag, FunnelStage, Span } from './dialogue.js'
export { buildGenerationPrompt } from './generation-prompt.js'
export type { GenerationBlocks, GenerationPromptInput } from './generation-prompt.js'
export { Exemplar, ownExemplars, retrieveExemplars } from './exemplars.js'
export { generateDialogues } from './generate-dialogues.js'
export type { GenerateDialoguesInput, Generation, GenerationStatus } from './generate-dialogues.js'
export { chooseTeacher } from './teacher-pool.js'
export { parseDialogues } from './parse-dialogues.js'
export type { ParsedReply, UnparsedReason } from './parse-dialogues.js'
export { defaultRefusalPhrases, rejectRefusals } from './reject-refusals.js'
export type { RefusalMode, RefusalVerdict } from './reject-refusals.js'
export { selectDialogues } from './select-dialogues.js'
export type { SelectDialoguesOptions, SelectedDialogue } from './select-dialogues.js'
export type { Verdict } from './read-selection.js'
export { cleanDialogue, cleanText } from './clean-dialogue.js'
export { curateDialogues, finishCuration } from './curate-dialogues.js'
export type { CurateDialoguesInput, CurationResult } from './curate-dialogues.js'
export { defaultDetectorSettings, DetectorSettings, detectorVersions } from './detectors/settings.js'
export { detectControlToken } from './detectors/control-token.js'
export { detectDuplicateAnswers } from './detectors/duplicate-answers.js'
export type { DuplicateAnswer } from './detectors/duplicate-answers.js'
export { captionSignature, findDuplicateVideos } from './detectors/duplicate-videos.js'
export type { DuplicateVideos, VideoPrint } from './detectors/duplicate-videos.js'
export { detectNearDuplicates } from './detectors/near-duplicate.js'
export { hashSide, pictureHash } from './detectors/picture-hash.js'
export { detectRefusal } from './detectors/refusal.js'
export { detectRepetition } from './detectors/repetition.js'
export { detectStaticScene, flagStaticScore, staticSceneScore } from './detectors/static-scene.js'
export { detectUnsupported } from './detectors/unsupported.js'
export { detectUnterminated } from './detectors/unterminated.js'
export { detectWrongLanguage } from './detectors/wrong-language.js'

export { answerSupport, AnswerSupport } from './answer-support.js'
export type { DescribedFrame } from './answer-support.js'
export { teacherReport } from './teacher-report.js'
export type { TeacherReply, TeacherRow } from './teacher-report.js'
export { captionFlags } from './caption-flags.js'
export type { CaptionFlag, CaptionFlagOptions } from './caption-flags.js'

export { clusterItems } from './dataset/clusters.js'
export type { Links } from './dataset/clusters.js'
export { dataCard } from './dataset/data-card.js'
export type { DataCardFacts, Tally } from './dataset/data-card.js'
export { leakReport } from './dataset/leak-report.js'
export type { LeakCheck, LeakKey, LeakReport } from './dataset/leak-report.js'
export { createManifestHash } from './dataset/manifest-hash.js'
export type { ManifestItem } from './dataset/manifest-hash.js'
export { readTrainingLog } from './dataset/training-log.js'
export type { TrainingLog, TrainingPoint } from './dataset/training-log.js'
export { splitDataset } from './split-dataset.js'
export type { DatasetSplit, SplitSettings } from './split-dataset.js'
export { defaultExportSettings } from './exporters/exporter.js'
export type { Exporter, ExportSettings, PreferenceExporter, SideFile } from './exporters/exporter.js'
export { exportFormats } from './exporters/formats.js'
export type { CollectionFormat, ExportFormat, FormatInfo, LineFormat, PreferenceFormat } from './exporters/formats.js'
export { parquetFile, parquetName, parquetRowsPerFile } from './exporters/parquet.js'
export type { DialogueRow } from './exporters/parquet.js'
export { PreferencePair, PreferenceVerdict } from './exporters/preference-record.js'
export type { PreferenceRecord } from './exporters/preference-record.js'
export { preferenceExporters } from './exporters/preferences.js'
export { videoFolderLine, videoFolderMetadataPath, videoFolderPath } from './exporters/video-folder.js'
export { VideoRecord } from './exporters/video-record.js'
export { shardBytes, shardName, tarSize, webDatasetFrame, webDatasetJson } from './exporters/web-dataset.js'
export { exporters } from './exporters/exporters.js'
export { frameLabel, framePrefix } from './exporters/frame-labels.js'
export type { FrameLabelStyle } from './exporters/frame-labels.js'
export { SftFrame, SftRecord } from './exporters/sft-record.js'
export { lintExport, lintLine } from './lint/lint-export.js'
export { createLintSum } from './lint/report.js'
export type { LintReport, LintSum } from './lint/report.js'
export { defaultLintSettings, LintIssue, LintVerdict } from './lint/verdict.js'
export type { LintSettings } from './lint/verdict.js'

export { CurationError } from './errors.js'
export type { CurationErrorCode } from './errors.js'
export { Language } from './language.js'
export {
  captionCeilingTokens,
  captionMaxTokens,
  captionSegments,
  dialoguesPerVideo,
  publishedDataSets,
  splitCounts,
  teachers,
  teacherTemperature,
  training,
} from './paper.js'
export { describeFramePrompt } from './prompts/describe-frame.v1.js'
export { describeFrameWithEvidencePrompt } from './prompts/describe-frame.v2.js'
export { generateDialoguesPrompt } from './prompts/generate-dialogues.v1.js'
export { selectDialoguesPrompt } from './prompts/select-dialogues.v1.js'
export { summariseVideoPrompt } from './prompts/summarise-video.v1.js'
export { summariseWithSpeechPrompt } from './prompts/summarise-video.v2.js'
