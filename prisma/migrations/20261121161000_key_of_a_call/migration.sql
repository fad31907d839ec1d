-- AlterTable
ALTER TABLE "call" ADD COLUMN     "key_id" TEXT;
-- CreateIndex
CREATE INDEX "call_key_id_settled_at_idx" ON "call"("key_id", "settled_at");
