/** What is known of a video beside its pictures: what is said in it. */
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, safeText } from '../columns.js'
import { videos } from './videos.js'

export interface SpokenSegment {
  startSeconds: number
  endSeconds: number
  text: string
}

/** Speech: from a subtitle track of the file, or from a transcription endpoint. Absent is a result, too. */
export const videoSpeech = pgTable(
  'video_speech',
  {
    id: id(),
    videoId: uuid()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    source: text({ enum: ['subtitles', 'transcription'] }).notNull(),
    /** Everything that the segments depend on besides the bytes of the video. */
    settingsHash: text().notNull(),
    status: text({ enum: ['complete', 'partial', 'absent'] }).notNull(),
    /** Why it is not complete. */
    reason: safeText(),
    language: text(),
    segments: jsonb().$type<SpokenSegment[]>().notNull(),
    callIds: jsonb().$type<string[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('video_speech_natural').on(table.videoId, table.source, table.settingsHash),
    index('video_speech_video').on(table.videoId, table.id),
  ],
)
