-- Lines of a unit's history that the demonstration wrote, by a name of their own: their times move with it.
ALTER TABLE unit_change ADD COLUMN demonstration TEXT;
CREATE UNIQUE INDEX unit_change_demonstration ON unit_change (demonstration);

-- Dates in the life of a product, beside the End of Support, which stands at each unit. They decide nothing.
CREATE TABLE product_milestone (
  model    TEXT NOT NULL,
  kind     TEXT NOT NULL,                       -- announced, last_order, last_software
  falls_on TEXT NOT NULL,
  PRIMARY KEY (model, kind)
) STRICT, WITHOUT ROWID;

-- Which units came in the place of this one.
CREATE INDEX unit_order_replaces ON unit (order_replaces) WHERE order_replaces IS NOT NULL;
