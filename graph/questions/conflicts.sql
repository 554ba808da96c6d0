SELECT
  subject_label AS actor,
  relation AS act,
  object_label AS target,
  polarity,
  certainty,
  coalesce(source_labels[1], 'author') AS voice,
  quotation
FROM statements
WHERE relation IN ('criticizes', 'distrusts', 'pressures', 'attacks')
ORDER BY actor, act, target, quotation, polarity, certainty, voice
