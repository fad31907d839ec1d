-- AlterTable
ALTER TABLE "discussion" ADD COLUMN     "text_deleted_at" TIMESTAMPTZ(3);
-- Whose text is still kept, for the teams that keep it for some days only; Prisma's schema language cannot say it.
CREATE INDEX "discussion_kept_idx" ON "discussion"("team", "created_at") WHERE "text_deleted_at" IS NULL;
