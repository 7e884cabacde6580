CREATE TABLE "video_speech" (
	"id" uuid PRIMARY KEY NOT NULL,
	"video_id" uuid NOT NULL,
	"source" text NOT NULL,
	"settings_hash" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"language" text,
	"segments" jsonb NOT NULL,
	"call_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "captions" ADD COLUMN "static_score" double precision;--> statement-breakpoint
ALTER TABLE "captions" ADD COLUMN "speech_ids" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "support" jsonb;--> statement-breakpoint
ALTER TABLE "video_speech" ADD CONSTRAINT "video_speech_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "video_speech_natural" ON "video_speech" USING btree ("video_id","source","settings_hash");--> statement-breakpoint
CREATE INDEX "video_speech_video" ON "video_speech" USING btree ("video_id","id");