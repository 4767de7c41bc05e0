-- Doors, controllers and buildings that were removed. Their rows stay, for the log tells what happened by their names; nothing
-- else is kept of them, and nothing but the log reads them (docs/adr/0033-what-was-removed-keeps-its-name.md).
ALTER TABLE doors ADD COLUMN removed_ms {int};
ALTER TABLE controllers ADD COLUMN removed_ms {int};
ALTER TABLE sites ADD COLUMN removed_ms {int};
-- Which links name a door.
CREATE INDEX link_doors_by_door ON link_doors (organization_id, door_id, link_id);
