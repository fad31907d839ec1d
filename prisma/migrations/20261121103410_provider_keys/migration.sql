-- CreateTable
CREATE TABLE "provider_key" (
    "id" UUID NOT NULL,
    "team" TEXT NOT NULL DEFAULT 'default',
    "provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cipher" BYTEA NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "masked" TEXT NOT NULL,
    "base_url" TEXT,
    "model" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL,
    "requests_per_minute" INTEGER,
    "tokens_per_minute" INTEGER,
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "owner_id" TEXT,
    "shared" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "provider_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "provider_key_team_provider_name_key" ON "provider_key"("team", "provider", "name");
