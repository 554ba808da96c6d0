WITH seekers AS MATERIALIZED (
  SELECT DISTINCT subject_number, subject_label, object_label
  FROM affirmed
  WHERE relation = 'seeks'
)
SELECT DISTINCT a.object_label AS interest, a.subject_label AS actor, b.subject_label AS opponent
FROM seekers AS a
JOIN seekers AS b ON a.object_label = b.object_label
JOIN opponents ON one = a.subject_number AND other = b.subject_number
JOIN nodes AS first ON first.number = one
JOIN nodes AS second ON second.number = other
WHERE first.iri < second.iri
ORDER BY interest, actor, opponent
