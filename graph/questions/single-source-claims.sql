SELECT
  any_value(source_labels[1]) AS voice,
  any_value(subject_label) AS subject,
  relation,
  object_label AS object,
  polarity,
  count(*) AS statements
FROM statements
GROUP BY subject_number, relation, object_label, polarity
HAVING min(speaker_number) = max(speaker_number) AND count(speaker_number) = count(*)
ORDER BY voice, subject, relation, object, polarity, statements
