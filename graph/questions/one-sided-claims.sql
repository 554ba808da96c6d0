WITH said AS MATERIALIZED (
  SELECT
    id, sources[1] AS speaker, source_labels[1] AS speaker_label,
    subject, subject_label, relation, polarity, object_label, quotation
  FROM statements
  WHERE len(sources) > 0
), sides AS MATERIALIZED (
  SELECT speaker, speaker AS side, speaker_label AS side_label FROM said
  UNION
  SELECT subject, object, object_label FROM affirmed
  WHERE relation = 'affiliatedWith' AND subject IN (SELECT speaker FROM said)
), one_sided AS MATERIALIZED (
  SELECT
    side, side_label, subject, subject_label, relation, polarity, object_label,
    count(DISTINCT id) AS statements,
    min(quotation) AS quotation
  FROM said JOIN sides USING (speaker) SEMI JOIN opponents ON one = side AND other = subject
  GROUP BY ALL
), in_all AS MATERIALIZED (
  SELECT subject, relation, polarity, object_label, count(*) AS statements
  FROM statements SEMI JOIN one_sided USING (subject, relation, polarity, object_label)
  GROUP BY ALL
)
SELECT
  side_label AS voice,
  subject_label AS about,
  relation,
  object_label AS object,
  polarity,
  statements,
  quotation
FROM one_sided JOIN in_all USING (subject, relation, polarity, object_label, statements)
ORDER BY voice, about, relation, object, polarity, statements, quotation
