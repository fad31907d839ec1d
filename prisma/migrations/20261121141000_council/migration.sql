-- CreateTable
CREATE TABLE "service" (
    "id" UUID NOT NULL,
    "team" TEXT NOT NULL DEFAULT 'default',
    "name" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "key_id" TEXT,
    "base_url" TEXT,
    "max_output_tokens" INTEGER NOT NULL,
    "temperature" DOUBLE PRECISION,
    "note" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_team_name_key" ON "service"("team", "name");
