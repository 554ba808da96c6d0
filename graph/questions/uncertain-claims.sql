SELECT
  subject_label AS subject,
  relation,
  object_label AS object,
  polarity,
  certainty,
  condition,
  coalesce(source_labels[1], 'author') AS voice,
  quotation
FROM statements
WHERE certainty = 'uncertain' OR condition IS NOT NULL
ORDER BY subject, relation, object, quotation, polarity, certainty, condition, voice
