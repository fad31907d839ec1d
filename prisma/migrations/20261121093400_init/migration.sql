-- CreateTable
CREATE TABLE "discussion" (
    "id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "brief" JSONB NOT NULL,
    "topic" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "report_status" TEXT NOT NULL DEFAULT 'none',
    "reason" TEXT,
    "started_by" JSONB NOT NULL,
    "speed" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "wake_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "discussion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "discussion_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "deliver_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("discussion_id","seq")
);

-- CreateTable
CREATE TABLE "call" (
    "discussion_id" UUID NOT NULL,
    "step_key" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "reserved" DECIMAL(14,8),
    "outcome" TEXT,
    "reply" JSONB,
    "reason" TEXT,
    "input" INTEGER,
    "cached" INTEGER,
    "cache_write" INTEGER,
    "output" INTEGER,
    "cost" DECIMAL(14,8),
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "call_pkey" PRIMARY KEY ("discussion_id","step_key","attempt")
);

-- CreateTable
CREATE TABLE "inbox" (
    "discussion_id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "asker" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("discussion_id","message_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "discussion_origin_key" ON "discussion"("origin");

-- CreateIndex
CREATE INDEX "discussion_wake_at_idx" ON "discussion"("wake_at");

-- CreateIndex
CREATE INDEX "discussion_status_created_at_idx" ON "discussion"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_discussion_id_key_key" ON "event"("discussion_id", "key");

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_discussion_id_fkey" FOREIGN KEY ("discussion_id") REFERENCES "discussion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_discussion_id_fkey" FOREIGN KEY ("discussion_id") REFERENCES "discussion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_discussion_id_fkey" FOREIGN KEY ("discussion_id") REFERENCES "discussion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
