/** What every exporter is: one record in, one line out, and the small files that the trainer wants beside it. */
import type { PreferenceFormat, LineFormat } from './formats.js'
import type { FrameLabelStyle } from './frame-labels.js'
import type { PreferenceRecord } from './preference-record.js'
import type { SftRecord } from './sft-record.js'

export interface ExportSettings {
  /** Name of the data set, in lower case; names the files and the entries. */
  name: string
  labelStyle: FrameLabelStyle
  /** Where the trainer finds the media; joined in front by the trainer or written in front of the paths. */
  mediaRoot: string
  /** InternVL's tiles per picture. 1 keeps every frame at 256 tokens. */
  maxDynamicPatch: number
  /** OpenAI's resolution hint. */
  imageDetail: 'low' | 'high' | 'auto'
  /** Most frames that InternVL's own video loader may draw, where it draws them. */
  maxVideoFrames: number
}

/** Ours, except the label, which is the InternVL trainer's. */
export const defaultExportSettings: ExportSettings = {
  name: 'v2r_train',
  labelStyle: 'Frame-{i}',
  mediaRoot: '',
  maxDynamicPatch: 1,
  imageDetail: 'low',
  maxVideoFrames: 24,
}

export interface SideFile {
  fileName: string
  text: string
}

export interface Exporter<Record = SftRecord, Format = LineFormat> {
  format: Format
  /** One line of JSON without its line end. Equal records give equal bytes. */
  line(record: Record, settings: ExportSettings): string
  /** Trainer configuration that belongs to the file of lines. */
  sideFiles(settings: ExportSettings, recordCount: number): SideFile[]
}

export type PreferenceExporter = Exporter<PreferenceRecord, PreferenceFormat>

/** JSON that stays one line for every reader: U+2028 and U+2029 are escaped. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
