-- What Prisma's schema language cannot say; its comparison of schemas does not see any of it.

-- Only discussions to which something is owed are looked for; the others take no room in the index.
DROP INDEX "discussion_wake_at_idx";
CREATE INDEX "discussion_wake_at_idx" ON "discussion"("wake_at") WHERE "wake_at" IS NOT NULL;

-- Rows that are written more than once: with room on the page, an update touches no index.
ALTER TABLE "discussion" SET (fillfactor = 75);
ALTER TABLE "call" SET (fillfactor = 70);

-- Long bodies are written once and read often: lz4 where the server was built with it (the embedded one was not).
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE "event" ALTER COLUMN "body" SET COMPRESSION lz4;
    ALTER TABLE "call" ALTER COLUMN "reply" SET COMPRESSION lz4;
  END IF;
END
$$;
