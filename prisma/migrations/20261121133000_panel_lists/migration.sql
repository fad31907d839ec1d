-- CreateIndex
CREATE INDEX "discussion_team_status_created_at_idx" ON "discussion"("team", "status", "created_at");
