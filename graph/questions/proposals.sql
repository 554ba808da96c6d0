SELECT
  subject_label AS actor,
  object_label AS proposal,
  certainty,
  quotation,
  document_name AS document
FROM statements
WHERE relation = 'proposes' AND polarity = 'positive'
ORDER BY actor, proposal, document, quotation, certainty
