WITH counterclaims AS (
  SELECT *, relation AS denied, concat('not ', relation) AS counterclaim
  FROM statements
  WHERE polarity = 'negative'
  UNION ALL
  SELECT *, 'supports', 'opposes'
  FROM statements
  WHERE polarity = 'positive' AND relation = 'opposes'
)
SELECT
  one.subject_label AS subject,
  one.object_label AS object,
  one.relation AS claim,
  coalesce(one.source_labels[1], 'author') AS voice,
  one.quotation AS quotation,
  two.counterclaim AS counterclaim,
  coalesce(two.source_labels[1], 'author') AS "otherVoice",
  two.quotation AS "otherQuotation"
FROM counterclaims AS two
JOIN statements AS one
  ON one.subject = two.subject
  AND one.object_label = two.object_label
  AND one.relation = two.denied
  AND one.polarity = 'positive'
ORDER BY subject, object, claim, quotation, voice, "otherQuotation", "otherVoice", counterclaim
