-- What the questions are asked of, besides the three tables.

-- What is affirmed and asserted, as often as it is said.
CREATE VIEW affirmed AS
SELECT
  subject, subject_number, subject_label, subject_class,
  relation,
  object, object_number, object_label, object_class
FROM statements
WHERE polarity = 'positive' AND certainty = 'asserted';

-- Opponents by their numbers, in both directions: one is against the other, or against what the other proposes
-- or supports. A pair stands as often as there is a reason for it, and none is sorted out: nobody counts them.
CREATE VIEW opponents AS
WITH against AS MATERIALIZED (
  SELECT subject_number, object_number, relation = 'opposes' AS opposes
  FROM affirmed
  WHERE relation IN ('opposes', 'distrusts', 'criticizes', 'pressures', 'attacks')
), pairs AS MATERIALIZED (
  SELECT subject_number AS one, object_number AS other FROM against
  UNION ALL
  SELECT against.subject_number, behind.subject_number
  FROM against JOIN affirmed AS behind ON against.object_number = behind.object_number
  WHERE against.opposes AND behind.relation IN ('proposes', 'supports')
)
SELECT one, other FROM pairs WHERE one <> other
UNION ALL
SELECT other, one FROM pairs WHERE one <> other;
