WITH mediation AS (
  SELECT subject, subject_label, object, object_label, object_class = 'Proposal' AS about
  FROM affirmed
  WHERE relation = 'mediates'
)
SELECT DISTINCT
  one.subject_label AS mediator,
  CASE WHEN NOT one.about THEN one.object_label END AS party,
  other.object_label AS "otherParty",
  CASE WHEN one.about THEN one.object_label END AS proposal
FROM mediation AS one
LEFT JOIN mediation AS other
  ON other.subject = one.subject AND other.object <> one.object AND NOT one.about AND NOT other.about
WHERE other.object IS NULL OR one.object_label < other.object_label
ORDER BY mediator, party, "otherParty", proposal
