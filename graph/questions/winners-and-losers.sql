SELECT
  subject_label AS cause,
  relation AS effect,
  object_label AS actor,
  polarity,
  certainty,
  quotation
FROM statements
WHERE relation IN ('benefits', 'harms')
ORDER BY cause, effect, actor, quotation, polarity, certainty
