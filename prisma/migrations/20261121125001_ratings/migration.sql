-- CreateTable
CREATE TABLE "rating" (
    "discussion_id" UUID NOT NULL,
    "member" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rating_pkey" PRIMARY KEY ("discussion_id","member")
);

-- AddForeignKey
ALTER TABLE "rating" ADD CONSTRAINT "rating_discussion_id_fkey" FOREIGN KEY ("discussion_id") REFERENCES "discussion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
