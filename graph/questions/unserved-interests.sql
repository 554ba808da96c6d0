SELECT DISTINCT object_label AS interest, subject_label AS actor
FROM affirmed
WHERE relation = 'seeks'
  AND object_label NOT IN (
    SELECT object_label FROM statements WHERE relation = 'advances' AND polarity = 'positive'
  )
ORDER BY interest, actor
