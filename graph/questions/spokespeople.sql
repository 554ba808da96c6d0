WITH words AS (
  SELECT DISTINCT id, unnest(sources) AS agent FROM statements
)
SELECT member.subject_label AS speaker, member.object_label AS body, count(DISTINCT words.id) AS statements
FROM direct AS member
LEFT JOIN words ON words.agent = member.subject
WHERE member.relation = 'affiliatedWith'
GROUP BY member.subject_label, member.object_label
ORDER BY speaker, body
