CREATE TABLE "frame_features" (
	"model_hash" text NOT NULL,
	"frame_sha256" text NOT NULL,
	"features" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "frame_features_model_hash_frame_sha256_pk" PRIMARY KEY("model_hash","frame_sha256")
);
--> statement-breakpoint
ALTER TABLE "frame_samples" ADD COLUMN "merge_reason" text;