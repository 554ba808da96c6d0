WITH counterclaims AS MATERIALIZED (
  SELECT
    subject_number,
    object_label,
    if(polarity = 'negative', relation, 'supports') AS claim,
    if(polarity = 'negative', concat('not ', relation), 'opposes') AS counterclaim,
    coalesce(source_labels[1], 'author') AS voice,
    quotation
  FROM statements
  WHERE polarity = 'negative' OR relation = 'opposes'
)
SELECT
  one.subject_label AS subject,
  one.object_label AS object,
  one.relation AS claim,
  coalesce(one.source_labels[1], 'author') AS voice,
  one.quotation AS quotation,
  two.counterclaim AS counterclaim,
  two.voice AS "otherVoice",
  two.quotation AS "otherQuotation"
FROM counterclaims AS two
JOIN statements AS one
  ON one.subject_number = two.subject_number
  AND one.object_label = two.object_label
  AND one.relation = two.claim
WHERE one.polarity = 'positive'
ORDER BY subject, object, claim, quotation, voice, "otherQuotation", "otherVoice", counterclaim
