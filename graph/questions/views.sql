-- What the questions are asked of, besides the three tables.

-- What is affirmed and asserted; what is symmetric, in both directions.
CREATE VIEW direct AS
SELECT subject, subject_label, subject_class, relation, object, object_label, object_class
FROM statements
WHERE polarity = 'positive' AND certainty = 'asserted'
UNION ALL
SELECT object, object_label, object_class, relation, subject, subject_label, subject_class
FROM statements
WHERE polarity = 'positive' AND certainty = 'asserted'
  AND relation IN (SELECT relation FROM symmetric_relations);

-- Opponents, in both directions: one is against the other, or against what the other proposes or supports.
CREATE VIEW opponents AS
WITH against AS (
  SELECT DISTINCT subject, object, relation = 'opposes' AS opposes
  FROM statements
  WHERE polarity = 'positive' AND certainty = 'asserted'
    AND relation IN ('opposes', 'distrusts', 'criticizes', 'pressures', 'attacks')
), behind AS (
  SELECT DISTINCT subject, object
  FROM statements
  WHERE polarity = 'positive' AND certainty = 'asserted' AND relation IN ('proposes', 'supports')
), pairs AS (
  SELECT subject AS one, object AS other FROM against
  UNION
  SELECT against.subject, behind.subject
  FROM against JOIN behind ON against.object = behind.object AND against.opposes
)
SELECT one, other FROM pairs WHERE one <> other
UNION
SELECT other, one FROM pairs WHERE one <> other;
