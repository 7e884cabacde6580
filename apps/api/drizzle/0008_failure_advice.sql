ALTER TABLE "captions" ADD COLUMN "error_advice" text;--> statement-breakpoint
ALTER TABLE "chat_messages" ADD COLUMN "error_advice" text;