-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "team" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "password_hash" TEXT,
    "role" TEXT NOT NULL,
    "chat_user" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3),
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "member_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "panel_session" (
    "sid" VARCHAR NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "panel_session_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "panel_secret" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "panel_secret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "rate_window" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_window_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "team" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_persona" (
    "id" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "age" INTEGER NOT NULL,
    "gender" TEXT NOT NULL,
    "profession" TEXT NOT NULL,
    "openness" INTEGER NOT NULL,
    "rigor" INTEGER NOT NULL,
    "critical_thinking" INTEGER NOT NULL,
    "optimism" INTEGER NOT NULL,
    "knowledge" TEXT[],
    "years_of_experience" INTEGER NOT NULL,
    "views" TEXT[],
    "stance" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "behaviour" TEXT NOT NULL,
    "voice" TEXT NOT NULL,
    "face" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_persona_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_cast" (
    "id" UUID NOT NULL,
    "team" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "personas" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "team_cast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" UUID NOT NULL,
    "team" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "context" TEXT NOT NULL DEFAULT '',
    "template" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_use" (
    "topic_id" UUID NOT NULL,
    "discussion_id" UUID NOT NULL,

    CONSTRAINT "topic_use_pkey" PRIMARY KEY ("topic_id","discussion_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_email_key" ON "member"("email");

-- CreateIndex
CREATE INDEX "member_team_name_idx" ON "member"("team", "name");

-- CreateIndex
CREATE UNIQUE INDEX "member_team_chat_user_key" ON "member"("team", "chat_user");

-- CreateIndex
CREATE INDEX "one_time_link_team_purpose_idx" ON "one_time_link"("team", "purpose");

-- CreateIndex
CREATE INDEX "one_time_link_expires_at_idx" ON "one_time_link"("expires_at");

-- CreateIndex
CREATE INDEX "panel_session_expire_idx" ON "panel_session"("expire");

-- CreateIndex
CREATE INDEX "audit_team_at_idx" ON "audit"("team", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_team_thing_thing_id_idx" ON "audit"("team", "thing", "thing_id");

-- CreateIndex
CREATE INDEX "team_persona_team_name_idx" ON "team_persona"("team", "name");

-- CreateIndex
CREATE UNIQUE INDEX "team_cast_team_name_key" ON "team_cast"("team", "name");

-- CreateIndex
CREATE INDEX "topic_team_title_idx" ON "topic"("team", "title");

-- CreateIndex
CREATE INDEX "attachment_topic_id_idx" ON "attachment"("topic_id");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_use" ADD CONSTRAINT "topic_use_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say: search over what was said and asked, in any language, and over topics.
CREATE INDEX "event_text_idx" ON "event" USING gin (to_tsvector('simple', "body" ->> 'text')) WHERE "type" IN ('said', 'asked');
CREATE INDEX "discussion_topic_idx" ON "discussion" USING gin (to_tsvector('simple', "topic"));
