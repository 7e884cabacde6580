CREATE TABLE "captions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"video_id" uuid NOT NULL,
	"sample_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"model_id" uuid NOT NULL,
	"is_rehearsal" boolean NOT NULL,
	"settings_hash" text NOT NULL,
	"prompt_ids" jsonb NOT NULL,
	"max_tokens" integer NOT NULL,
	"status" text NOT NULL,
	"outcome" text,
	"error_code" text,
	"error_message" text,
	"reasoning" text,
	"summary" text,
	"summary_call_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"parent_id" uuid,
	"role" text NOT NULL,
	"text" text NOT NULL,
	"status" text NOT NULL,
	"error_code" text,
	"error_message" text,
	"call_id" uuid,
	"first_token_ms" integer,
	"latency_ms" integer,
	"context" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"video_id" uuid NOT NULL,
	"responder_model_id" uuid NOT NULL,
	"title" text NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_set_items" (
	"version_id" uuid NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"video_id" uuid NOT NULL,
	"split" text NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	CONSTRAINT "data_set_items_version_id_dialogue_id_pk" PRIMARY KEY("version_id","dialogue_id")
);
--> statement-breakpoint
CREATE TABLE "data_set_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"data_set_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"seed" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"manifest_hash" text NOT NULL,
	"counts" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dialogues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"video_id" uuid NOT NULL,
	"generation_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"raw_question" text NOT NULL,
	"raw_answer" text NOT NULL,
	"status" text NOT NULL,
	"step" text NOT NULL,
	"reason" text,
	"score" double precision,
	"selection_call_id" uuid,
	"language" text,
	"flags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"review" text DEFAULT 'unreviewed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "eval_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"question_set_id" uuid NOT NULL,
	"responder_model_id" uuid NOT NULL,
	"judge_model_ids" uuid[] NOT NULL,
	"metric_set" text NOT NULL,
	"rounds" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"status" text NOT NULL,
	"error_code" text,
	"error_message" text,
	"is_rehearsal" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version_id" uuid NOT NULL,
	"format" text NOT NULL,
	"settings" jsonb NOT NULL,
	"settings_hash" text NOT NULL,
	"status" text NOT NULL,
	"error_code" text,
	"error_message" text,
	"file_sha256" text,
	"size_bytes" bigint,
	"rows" integer,
	"lint" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"sha256" text PRIMARY KEY NOT NULL,
	"size_bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "frame_descriptions" (
	"caption_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"attempt" integer NOT NULL,
	"timestamp_seconds" double precision NOT NULL,
	"outcome" text NOT NULL,
	"text" text NOT NULL,
	"reason" text,
	"max_tokens" integer NOT NULL,
	"call_id" uuid,
	CONSTRAINT "frame_descriptions_caption_id_index_attempt_pk" PRIMARY KEY("caption_id","index","attempt")
);
--> statement-breakpoint
CREATE TABLE "frame_samples" (
	"id" uuid PRIMARY KEY NOT NULL,
	"video_id" uuid NOT NULL,
	"strategy" text NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"settings_hash" text NOT NULL,
	"decoder" text NOT NULL,
	"wanted" integer NOT NULL,
	"got" integer NOT NULL,
	"decoded" integer NOT NULL,
	"skipped" integer NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"fallback" text,
	"capped_from" integer,
	"merge" text NOT NULL,
	"trace" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "frames" (
	"sample_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"timestamp_seconds" double precision NOT NULL,
	"pts" bigint NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"sha256" text NOT NULL,
	"reason" jsonb NOT NULL,
	CONSTRAINT "frames_sample_id_index_pk" PRIMARY KEY("sample_id","index")
);
--> statement-breakpoint
CREATE TABLE "generations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"video_id" uuid NOT NULL,
	"caption_id" uuid NOT NULL,
	"teacher_model_id" uuid NOT NULL,
	"selector_model_id" uuid NOT NULL,
	"is_rehearsal" boolean NOT NULL,
	"settings_hash" text NOT NULL,
	"prompt_id" text NOT NULL,
	"status" text NOT NULL,
	"error_code" text,
	"error_message" text,
	"call_id" uuid,
	"funnel" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"job_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid,
	"subject_name" text,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"worker" text,
	"lease_until" timestamp with time zone,
	"delivery_id" uuid,
	"attempt" integer DEFAULT 0 NOT NULL,
	"takeovers" integer DEFAULT 0 NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cancel_requested_at" timestamp with time zone,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer,
	"progress_label" text,
	"error_code" text,
	"error_message" text,
	"error_advice" text,
	"result" jsonb,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"run_after" timestamp with time zone,
	"elapsed_seconds" double precision,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"response_id" uuid NOT NULL,
	"metric" text NOT NULL,
	"prompt_id" text NOT NULL,
	"judge_model_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"order" smallint DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"score" double precision,
	"reason" text,
	"rationale" text,
	"evidence" jsonb,
	"evidence_kind" text,
	"parse_path" text,
	"call_ids" jsonb,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "model_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"model_id" uuid,
	"model" text NOT NULL,
	"endpoint" text NOT NULL,
	"is_rehearsal" boolean NOT NULL,
	"purpose" text NOT NULL,
	"prompt_id" text NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"project_id" uuid,
	"job_id" uuid,
	"epoch" integer,
	"requested_parameters" jsonb NOT NULL,
	"effective_parameters" jsonb,
	"dropped_parameters" jsonb,
	"messages" jsonb NOT NULL,
	"image_count" integer DEFAULT 0 NOT NULL,
	"outcome" text,
	"text" text,
	"finish_reason" text,
	"reported_model" text,
	"input_tokens" integer,
	"output_tokens" integer,
	"cached_tokens" integer,
	"reasoning_tokens" integer,
	"cost_micro_usd" bigint,
	"reserved_micro_usd" bigint,
	"latency_ms" integer,
	"first_token_ms" integer,
	"error_code" text,
	"error_message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"base_url" text,
	"parameters" jsonb NOT NULL,
	"capabilities" jsonb NOT NULL,
	"layout" text DEFAULT 'openai' NOT NULL,
	"price" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prompts" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"sample" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "published_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"table" text NOT NULL,
	"model" text NOT NULL,
	"group" text NOT NULL,
	"metric_set" text NOT NULL,
	"scores" jsonb NOT NULL,
	"printed_average" double precision NOT NULL,
	"index" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"is_frozen" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_set_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"video_id" uuid,
	"text" text NOT NULL,
	"reference" text,
	"topic" text,
	"language" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"status" text NOT NULL,
	"text" text,
	"reason" text,
	"grounding" text,
	"sample_id" uuid,
	"call_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason_codes" jsonb NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "videos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"sha256" text,
	"file_sha256" text,
	"size_bytes" bigint,
	"display_name" text NOT NULL,
	"platform" text,
	"source_url" text,
	"creator_hash" text,
	"licence" text,
	"consent" text DEFAULT 'unknown' NOT NULL,
	"moment_seconds" double precision,
	"status" text DEFAULT 'importing' NOT NULL,
	"error_code" text,
	"error_message" text,
	"error_advice" text,
	"kind" text,
	"kind_source" text,
	"duration_seconds" double precision,
	"frame_count" integer,
	"width" integer,
	"height" integer,
	"codec" text,
	"info" jsonb,
	"poster_sha256" text,
	"sprite_sha256" text,
	"sprite_tiles" integer,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "videos_duration_finite" CHECK ("videos"."duration_seconds" is null or ("videos"."duration_seconds" >= 0 and "videos"."duration_seconds" < 1e7))
);
--> statement-breakpoint
ALTER TABLE "captions" ADD CONSTRAINT "captions_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captions" ADD CONSTRAINT "captions_sample_id_frame_samples_id_fk" FOREIGN KEY ("sample_id") REFERENCES "public"."frame_samples"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captions" ADD CONSTRAINT "captions_summary_call_id_model_calls_id_fk" FOREIGN KEY ("summary_call_id") REFERENCES "public"."model_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_call_id_model_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."model_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_responder_model_id_models_id_fk" FOREIGN KEY ("responder_model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_set_items" ADD CONSTRAINT "data_set_items_version_id_data_set_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."data_set_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_set_items" ADD CONSTRAINT "data_set_items_dialogue_id_dialogues_id_fk" FOREIGN KEY ("dialogue_id") REFERENCES "public"."dialogues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_set_items" ADD CONSTRAINT "data_set_items_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_set_versions" ADD CONSTRAINT "data_set_versions_data_set_id_data_sets_id_fk" FOREIGN KEY ("data_set_id") REFERENCES "public"."data_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_sets" ADD CONSTRAINT "data_sets_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_generation_id_generations_id_fk" FOREIGN KEY ("generation_id") REFERENCES "public"."generations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_selection_call_id_model_calls_id_fk" FOREIGN KEY ("selection_call_id") REFERENCES "public"."model_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD CONSTRAINT "eval_runs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD CONSTRAINT "eval_runs_question_set_id_question_sets_id_fk" FOREIGN KEY ("question_set_id") REFERENCES "public"."question_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD CONSTRAINT "eval_runs_responder_model_id_models_id_fk" FOREIGN KEY ("responder_model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_version_id_data_set_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."data_set_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frame_descriptions" ADD CONSTRAINT "frame_descriptions_caption_id_captions_id_fk" FOREIGN KEY ("caption_id") REFERENCES "public"."captions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frame_descriptions" ADD CONSTRAINT "frame_descriptions_call_id_model_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."model_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frame_samples" ADD CONSTRAINT "frame_samples_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frames" ADD CONSTRAINT "frames_sample_id_frame_samples_id_fk" FOREIGN KEY ("sample_id") REFERENCES "public"."frame_samples"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frames" ADD CONSTRAINT "frames_sha256_files_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_caption_id_captions_id_fk" FOREIGN KEY ("caption_id") REFERENCES "public"."captions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "generations" ADD CONSTRAINT "generations_call_id_model_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."model_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_run_id_eval_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."eval_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_response_id_responses_id_fk" FOREIGN KEY ("response_id") REFERENCES "public"."responses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_judge_model_id_models_id_fk" FOREIGN KEY ("judge_model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_sets" ADD CONSTRAINT "question_sets_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_question_set_id_question_sets_id_fk" FOREIGN KEY ("question_set_id") REFERENCES "public"."question_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_video_id_videos_id_fk" FOREIGN KEY ("video_id") REFERENCES "public"."videos"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_run_id_eval_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."eval_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_sample_id_frame_samples_id_fk" FOREIGN KEY ("sample_id") REFERENCES "public"."frame_samples"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responses" ADD CONSTRAINT "responses_call_id_model_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."model_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "videos" ADD CONSTRAINT "videos_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "videos" ADD CONSTRAINT "videos_file_sha256_files_sha256_fk" FOREIGN KEY ("file_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "videos" ADD CONSTRAINT "videos_poster_sha256_files_sha256_fk" FOREIGN KEY ("poster_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "videos" ADD CONSTRAINT "videos_sprite_sha256_files_sha256_fk" FOREIGN KEY ("sprite_sha256") REFERENCES "public"."files"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "captions_natural" ON "captions" USING btree ("video_id","purpose","settings_hash");--> statement-breakpoint
CREATE INDEX "captions_video" ON "captions" USING btree ("video_id","id");--> statement-breakpoint
CREATE INDEX "chat_messages_conversation" ON "chat_messages" USING btree ("conversation_id","id");--> statement-breakpoint
CREATE INDEX "conversations_page" ON "conversations" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "conversations_video" ON "conversations" USING btree ("video_id");--> statement-breakpoint
CREATE INDEX "data_set_items_video" ON "data_set_items" USING btree ("video_id");--> statement-breakpoint
CREATE UNIQUE INDEX "data_set_versions_natural" ON "data_set_versions" USING btree ("data_set_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "data_sets_name" ON "data_sets" USING btree ("project_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "dialogues_natural" ON "dialogues" USING btree ("generation_id","index");--> statement-breakpoint
CREATE INDEX "dialogues_video" ON "dialogues" USING btree ("video_id","id");--> statement-breakpoint
CREATE INDEX "dialogues_status" ON "dialogues" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "eval_runs_page" ON "eval_runs" USING btree ("project_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "exports_natural" ON "exports" USING btree ("version_id","format","settings_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "frame_samples_natural" ON "frame_samples" USING btree ("video_id","strategy","settings_hash");--> statement-breakpoint
CREATE INDEX "frame_samples_video" ON "frame_samples" USING btree ("video_id","id");--> statement-breakpoint
CREATE INDEX "frames_file" ON "frames" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "generations_natural" ON "generations" USING btree ("caption_id","settings_hash");--> statement-breakpoint
CREATE INDEX "generations_video" ON "generations" USING btree ("video_id","id");--> statement-breakpoint
CREATE INDEX "job_events_job" ON "job_events" USING btree ("job_id","id");--> statement-breakpoint
CREATE INDEX "jobs_page" ON "jobs" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "jobs_state" ON "jobs" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "jobs_subject" ON "jobs" USING btree ("subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "judgements_natural" ON "judgements" USING btree ("response_id","metric","judge_model_id","round","order");--> statement-breakpoint
CREATE INDEX "judgements_run" ON "judgements" USING btree ("run_id","metric","judge_model_id","status");--> statement-breakpoint
CREATE INDEX "judgements_page" ON "judgements" USING btree ("run_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "model_calls_live" ON "model_calls" USING btree ("key") WHERE state in ('reserved', 'settled');--> statement-breakpoint
CREATE INDEX "model_calls_key" ON "model_calls" USING btree ("key");--> statement-breakpoint
CREATE INDEX "model_calls_job" ON "model_calls" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "model_calls_page" ON "model_calls" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "model_calls_open" ON "model_calls" USING btree ("created_at") WHERE state = 'reserved';--> statement-breakpoint
CREATE UNIQUE INDEX "models_natural" ON "models" USING btree ("provider","model","base_url","name");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_name" ON "projects" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "published_rows_natural" ON "published_rows" USING btree ("source","table","model");--> statement-breakpoint
CREATE UNIQUE INDEX "question_sets_natural" ON "question_sets" USING btree ("project_id","name","version");--> statement-breakpoint
CREATE UNIQUE INDEX "questions_natural" ON "questions" USING btree ("question_set_id","index");--> statement-breakpoint
CREATE UNIQUE INDEX "responses_natural" ON "responses" USING btree ("run_id","question_id");--> statement-breakpoint
CREATE INDEX "reviews_subject" ON "reviews" USING btree ("subject","subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "videos_project_content" ON "videos" USING btree ("project_id","sha256");--> statement-breakpoint
CREATE INDEX "videos_page" ON "videos" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "videos_kind" ON "videos" USING btree ("project_id","kind","id");--> statement-breakpoint
CREATE INDEX "videos_status" ON "videos" USING btree ("project_id","status","id");--> statement-breakpoint
CREATE INDEX "videos_duration" ON "videos" USING btree ("project_id","duration_seconds","id");--> statement-breakpoint
CREATE INDEX "videos_file" ON "videos" USING btree ("file_sha256");