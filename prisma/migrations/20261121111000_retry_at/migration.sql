-- AlterTable
ALTER TABLE "call" ADD COLUMN     "retry_at" TIMESTAMPTZ(3);
