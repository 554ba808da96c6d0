SELECT
  any_value(source_labels[1]) AS voice,
  any_value(subject_label) AS subject,
  relation,
  object_label AS object,
  polarity,
  count(*) AS statements
FROM statements
GROUP BY statements.subject, relation, object_label, polarity
HAVING min(sources[1]) = max(sources[1]) AND count(sources[1]) = count(*)
ORDER BY voice, subject, relation, object, polarity, statements
