-- CreateTable
CREATE TABLE "key_window" (
    "key_id" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "key_window_pkey" PRIMARY KEY ("key_id")
);
