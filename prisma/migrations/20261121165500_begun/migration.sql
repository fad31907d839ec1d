-- CreateIndex
CREATE INDEX "discussion_team_begun_at_idx" ON "discussion"("team", "begun_at");
