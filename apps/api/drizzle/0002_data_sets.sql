CREATE TABLE "takedowns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid,
	"video_id" uuid NOT NULL,
	"video_sha256" text,
	"person_id" uuid,
	"reason" text NOT NULL,
	"removed" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_points" (
	"run_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"epoch" double precision,
	"loss" double precision,
	"eval_loss" double precision,
	"learning_rate" double precision,
	"gradient_norm" double precision,
	"is_broken" boolean DEFAULT false NOT NULL,
	CONSTRAINT "training_points_run_id_step_pk" PRIMARY KEY("run_id","step")
);
--> statement-breakpoint
CREATE TABLE "training_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"export_id" uuid,
	"name" text NOT NULL,
	"trainer" text NOT NULL,
	"frame_label_style" text NOT NULL,
	"facts" jsonb NOT NULL,
	"status" text NOT NULL,
	"status_reason" text,
	"total_steps" integer,
	"log_path" text,
	"log_read_at" timestamp with time zone,
	"model_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_takedowns" (
	"version_id" uuid NOT NULL,
	"takedown_id" uuid NOT NULL,
	"dialogues" integer NOT NULL,
	CONSTRAINT "version_takedowns_version_id_takedown_id_pk" PRIMARY KEY("version_id","takedown_id")
);
--> statement-breakpoint
ALTER TABLE "data_set_versions" ADD COLUMN "status" text DEFAULT 'ready' NOT NULL;--> statement-breakpoint
ALTER TABLE "data_set_versions" ADD COLUMN "job_id" uuid;--> statement-breakpoint
ALTER TABLE "data_set_versions" ADD COLUMN "leaks" jsonb;--> statement-breakpoint
ALTER TABLE "data_set_versions" ADD COLUMN "is_rehearsal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "override" jsonb;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "manifest" jsonb;--> statement-breakpoint
ALTER TABLE "models" ADD COLUMN "frame_label_style" text DEFAULT 'Frame-{i}' NOT NULL;--> statement-breakpoint
ALTER TABLE "videos" ADD COLUMN "safety" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "videos" ADD COLUMN "safety_note" text;--> statement-breakpoint
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_points" ADD CONSTRAINT "training_points_run_id_training_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."training_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_version_id_data_set_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."data_set_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_export_id_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."exports"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_runs" ADD CONSTRAINT "training_runs_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_takedowns" ADD CONSTRAINT "version_takedowns_version_id_data_set_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."data_set_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_takedowns" ADD CONSTRAINT "version_takedowns_takedown_id_takedowns_id_fk" FOREIGN KEY ("takedown_id") REFERENCES "public"."takedowns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "takedowns_page" ON "takedowns" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "training_runs_version" ON "training_runs" USING btree ("version_id","id");--> statement-breakpoint
CREATE INDEX "training_runs_page" ON "training_runs" USING btree ("project_id","id");--> statement-breakpoint
UPDATE "data_set_versions" SET "is_rehearsal" = true WHERE EXISTS (SELECT 1 FROM "data_set_items" JOIN "dialogues" ON "dialogues"."id" = "data_set_items"."dialogue_id" JOIN "generations" ON "generations"."id" = "dialogues"."generation_id" WHERE "data_set_items"."version_id" = "data_set_versions"."id" AND "generations"."is_rehearsal");
