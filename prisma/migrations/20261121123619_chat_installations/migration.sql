-- CreateTable
CREATE TABLE "installation" (
    "platform" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "cipher" BYTEA NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("platform","team")
);

-- CreateTable
CREATE TABLE "installation_member" (
    "platform" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,

    CONSTRAINT "installation_member_pkey" PRIMARY KEY ("platform","team")
);

-- CreateTable
CREATE TABLE "received" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "received_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "installation_member_platform_organisation_idx" ON "installation_member"("platform", "organisation");

-- CreateIndex
CREATE INDEX "received_at_idx" ON "received"("at");
