-- AlterTable
ALTER TABLE "member" ADD COLUMN     "role_by_hand" BOOLEAN NOT NULL DEFAULT false;
-- Whose role was changed in the panel before keeps it.
UPDATE "member" SET "role_by_hand" = true WHERE EXISTS (
  SELECT 1 FROM "audit" WHERE "audit"."team" = "member"."team" AND "audit"."thing" = 'member'
    AND "audit"."thing_id" = "member"."id"::text AND "audit"."action" = 'role changed');
