SELECT
  source_labels[1] AS voice,
  source_labels[2] AS behind,
  subject_label AS subject,
  relation,
  object_label AS object,
  polarity,
  quotation
FROM statements
WHERE len(sources) >= 2
ORDER BY voice, behind, subject, relation, object, quotation, polarity
