WITH said AS MATERIALIZED (
  SELECT
    id, speaker_number, source_labels[1] AS speaker_label,
    subject_number, subject_label, relation, polarity, object_label, quotation
  FROM statements
  WHERE speaker_number IS NOT NULL
), sides AS MATERIALIZED (
  SELECT speaker_number, speaker_number AS side, speaker_label AS side_label FROM said
  UNION
  SELECT subject_number, object_number, object_label
  FROM affirmed
  WHERE relation = 'affiliatedWith' AND subject_number IN (SELECT speaker_number FROM said)
), one_sided AS MATERIALIZED (
  SELECT
    side, side_label, subject_number, subject_label, relation, polarity, object_label,
    count(DISTINCT id) AS statements,
    min(quotation) AS quotation
  FROM said JOIN sides USING (speaker_number) SEMI JOIN opponents ON one = side AND other = subject_number
  GROUP BY ALL
), in_all AS MATERIALIZED (
  SELECT subject_number, relation, polarity, object_label, count(*) AS statements
  FROM statements SEMI JOIN one_sided USING (subject_number, relation, polarity, object_label)
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
FROM one_sided JOIN in_all USING (subject_number, relation, polarity, object_label, statements)
ORDER BY voice, about, relation, object, polarity, statements, quotation
