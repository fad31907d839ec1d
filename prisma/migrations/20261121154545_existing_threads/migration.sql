-- AlterTable
ALTER TABLE "thread" ADD COLUMN     "inside" TEXT,
ADD COLUMN     "taken" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "thread_platform_team_taken_key" ON "thread"("platform", "team", "taken");
