SELECT
  object_label AS object,
  subject_label AS actor,
  relation AS stance,
  polarity,
  certainty,
  coalesce(source_labels[1], 'author') AS voice,
  quotation
FROM statements
WHERE relation IN ('supports', 'opposes')
ORDER BY object, actor, stance, polarity, quotation, certainty, voice
