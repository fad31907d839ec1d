-- CreateTable
CREATE TABLE "share" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "discussion_id" UUID NOT NULL,
    "password" TEXT,
    "transcript" BOOLEAN NOT NULL,
    "names" BOOLEAN NOT NULL,
    "created_by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "visits" INTEGER NOT NULL DEFAULT 0,
    "visited_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tries_from" TIMESTAMPTZ(3),

    CONSTRAINT "share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "share_slug_key" ON "share"("slug");

-- CreateIndex
CREATE INDEX "share_team_created_at_idx" ON "share"("team", "created_at");

-- CreateIndex
CREATE INDEX "share_discussion_id_idx" ON "share"("discussion_id");

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_discussion_id_fkey" FOREIGN KEY ("discussion_id") REFERENCES "discussion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
