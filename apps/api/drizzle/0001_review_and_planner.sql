CREATE TABLE "endpoint_buckets" (
	"endpoint" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"filled_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"model_id" uuid NOT NULL,
	"state" text NOT NULL,
	"remote_id" text,
	"input_file_id" text,
	"remote_status" text,
	"calls" integer NOT NULL,
	"answered" integer DEFAULT 0 NOT NULL,
	"returned" integer DEFAULT 0 NOT NULL,
	"error_message" text,
	"submitted_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_leases" (
	"dialogue_id" uuid PRIMARY KEY NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"leased_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "first_reviewer_id" uuid;--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "first_review" text;--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "second_reviewer_id" uuid;--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "second_review" text;--> statement-breakpoint
ALTER TABLE "dialogues" ADD COLUMN "resolver_id" uuid;--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "transport" text DEFAULT 'direct' NOT NULL;--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "look" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "call_id" uuid;--> statement-breakpoint
ALTER TABLE "model_batches" ADD CONSTRAINT "model_batches_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_leases" ADD CONSTRAINT "review_leases_dialogue_id_dialogues_id_fk" FOREIGN KEY ("dialogue_id") REFERENCES "public"."dialogues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_leases" ADD CONSTRAINT "review_leases_reviewer_id_people_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_batches_state" ON "model_batches" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "review_leases_reviewer" ON "review_leases" USING btree ("reviewer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("project_id","name");--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_first_reviewer_id_people_id_fk" FOREIGN KEY ("first_reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_second_reviewer_id_people_id_fk" FOREIGN KEY ("second_reviewer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_resolver_id_people_id_fk" FOREIGN KEY ("resolver_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_batch_id_model_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."model_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_call_id_model_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."model_calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dialogues_review" ON "dialogues" USING btree ("review","id");--> statement-breakpoint
CREATE INDEX "model_calls_batch" ON "model_calls" USING btree ("batch_id") WHERE transport = 'batch';--> statement-breakpoint
CREATE UNIQUE INDEX "people_name" ON "people" USING btree ("name");--> statement-breakpoint
UPDATE "dialogues" SET "first_review" = "review", "first_reviewer_id" = (SELECT "reviewer_id" FROM "reviews" WHERE "subject" = 'dialogue' AND "subject_id" = "dialogues"."id" ORDER BY "reviews"."id" DESC LIMIT 1) WHERE "review" <> 'unreviewed';
