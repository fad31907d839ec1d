-- AlterTable
ALTER TABLE "discussion" ADD COLUMN     "budget" DECIMAL(14,8),
ADD COLUMN     "budget_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "reserved" DECIMAL(14,8) NOT NULL DEFAULT 0,
ADD COLUMN     "spent" DECIMAL(14,8) NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "budget" (
    "scope" TEXT NOT NULL,
    "cap" DECIMAL(14,8) NOT NULL,
    "spent" DECIMAL(14,8) NOT NULL DEFAULT 0,
    "reserved" DECIMAL(14,8) NOT NULL DEFAULT 0,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("scope")
);

-- Ends the statement that would pass a cap, with everything that it has done.
CREATE FUNCTION over_budget() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the budget is used up' USING ERRCODE = 'SF001';
END
$$;
