SELECT
  subject_label AS proposal,
  relation AS link,
  object_label AS other,
  polarity,
  certainty,
  quotation
FROM statements
WHERE relation IN ('requires', 'includes')
ORDER BY proposal, link, other, quotation, polarity, certainty
