-- AlterTable
ALTER TABLE "discussion" ADD COLUMN     "begun_at" TIMESTAMPTZ(3),
ADD COLUMN     "team" TEXT NOT NULL DEFAULT 'default';

-- CreateTable
CREATE TABLE "thread" (
    "discussion_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT,
    "opener" TEXT,
    "started_by" JSONB NOT NULL,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "posted_seq" INTEGER NOT NULL DEFAULT -1,
    "posted_part" INTEGER NOT NULL DEFAULT -1,
    "problem" TEXT,
    "problem_at" TIMESTAMPTZ(3),
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "claim_seq" INTEGER,
    "claim_part" INTEGER,
    "claim_owner" TEXT,
    "claim_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("discussion_id")
);

-- CreateTable
CREATE TABLE "post" (
    "discussion_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_pkey" PRIMARY KEY ("discussion_id","seq","part")
);

-- CreateTable
CREATE TABLE "pace" (
    "key" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pace_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "team" (
    "platform" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "left_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("platform","id")
);

-- CreateIndex
CREATE INDEX "thread_platform_team_thread_idx" ON "thread"("platform", "team", "thread");

-- CreateIndex
CREATE INDEX "thread_platform_closed_idx" ON "thread"("platform", "closed");

-- CreateIndex
CREATE INDEX "post_discussion_id_message_idx" ON "post"("discussion_id", "message");

-- CreateIndex
CREATE INDEX "discussion_team_created_at_idx" ON "discussion"("team", "created_at");

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_discussion_id_fkey" FOREIGN KEY ("discussion_id") REFERENCES "discussion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_discussion_id_fkey" FOREIGN KEY ("discussion_id") REFERENCES "thread"("discussion_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What had begun before.
UPDATE "discussion" SET "begun_at" = "created_at" WHERE "status" <> 'draft';

-- What Prisma's schema language cannot say: only threads to which something may still be posted are looked for.
DROP INDEX "thread_platform_closed_idx";
CREATE INDEX "thread_platform_closed_idx" ON "thread"("platform", "closed") WHERE NOT "closed";

-- Written three times for each post: with room on the page, those updates touch no index.
ALTER TABLE "thread" SET (fillfactor = 70);
ALTER TABLE "pace" SET (fillfactor = 50);
