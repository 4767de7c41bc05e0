-- How guests find their way in, in the house's own words; shown on the guest's page.
ALTER TABLE sites ADD COLUMN arrival_notes TEXT NOT NULL DEFAULT '';
