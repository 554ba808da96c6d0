WITH seekers AS (
  SELECT DISTINCT subject, subject_label, object_label
  FROM affirmed
  WHERE relation = 'seeks'
)
SELECT DISTINCT a.object_label AS interest, a.subject_label AS actor, b.subject_label AS opponent
FROM seekers AS a
JOIN seekers AS b ON a.object_label = b.object_label
JOIN opponents ON one = a.subject AND other = b.subject
JOIN nodes AS left_node ON left_node.id = a.subject
JOIN nodes AS right_node ON right_node.id = b.subject
WHERE left_node.iri < right_node.iri
ORDER BY interest, actor, opponent
