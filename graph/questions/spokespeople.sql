WITH members AS MATERIALIZED (
  SELECT DISTINCT subject, subject_label, object_label FROM affirmed WHERE relation = 'affiliatedWith'
), words AS MATERIALIZED (
  SELECT DISTINCT id, unnest(sources) AS agent FROM statements WHERE len(sources) > 0
)
SELECT members.subject_label AS speaker, members.object_label AS body, count(DISTINCT words.id) AS statements
FROM members LEFT JOIN words ON words.agent = members.subject
GROUP BY members.subject_label, members.object_label
ORDER BY speaker, body
