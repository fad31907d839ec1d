-- AlterTable
ALTER TABLE "discussion" ADD COLUMN     "held" TEXT;
