-- AlterTable
ALTER TABLE "event" ADD COLUMN     "team" TEXT;

-- CreateTable
CREATE TABLE "spent_day" (
    "team" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "member" TEXT NOT NULL,
    "member_name" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "key_id" TEXT NOT NULL DEFAULT '',
    "calls" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "dollars" DECIMAL(14,8) NOT NULL,

    CONSTRAINT "spent_day_pkey" PRIMARY KEY ("team","day","member","provider","model","key_id")
);

-- CreateTable
CREATE TABLE "counted_day" (
    "day" DATE NOT NULL,

    CONSTRAINT "counted_day_pkey" PRIMARY KEY ("day")
);

-- DropIndex
DROP INDEX "call_key_id_settled_at_idx";

-- CreateIndex
CREATE INDEX "spent_day_key_id_day_idx" ON "spent_day"("key_id", "day");

-- CreateIndex
CREATE INDEX "discussion_team_format_created_at_idx" ON "discussion"("team", "format", "created_at");

-- CreateIndex
CREATE INDEX "call_opened_at_idx" ON "call"("opened_at");

-- CreateIndex
CREATE INDEX "topic_team_updated_at_idx" ON "topic"("team", "updated_at");

-- What Prisma's schema language cannot say: search over what was said and asked, and over topics.
UPDATE "event" e SET "team" = d."team" FROM "discussion" d WHERE d."id" = e."discussion_id" AND e."type" IN ('said', 'asked');

-- Words in any script: typographic signs part words, and each sign of Chinese and Japanese is a word of its own.
CREATE FUNCTION said_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN to_tsvector('pg_catalog.simple'::regconfig, regexp_replace(
    regexp_replace($1, '[\u00a1-\u00bf\u2010-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]', ' ', 'g'),
    '([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])', ' \1 ', 'g'));

-- Whose it is and when: its 32 days and its day (counted from 1970, UTC), each with the team, so that an index reads one team's time only.
CREATE FUNCTION said_in(team text, at timestamptz) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ARRAY[
    'm:' || (floor(extract(epoch FROM at AT TIME ZONE 'UTC') / 2764800))::int || ':' || team,
    'd:' || (floor(extract(epoch FROM at AT TIME ZONE 'UTC') / 86400))::int || ':' || team];

DROP INDEX "event_text_idx";
DROP INDEX "discussion_topic_idx";
CREATE INDEX "event_said_idx" ON "event" USING gin (said_words("body" ->> 'text'), said_in("team", "at"))
  WITH (gin_pending_list_limit = 512) WHERE "type" IN ('said', 'asked');
CREATE INDEX "discussion_topic_idx" ON "discussion" USING gin (said_words("topic"), said_in("team", "created_at"))
  WITH (gin_pending_list_limit = 512);
