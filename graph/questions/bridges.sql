WITH backed AS (
  SELECT DISTINCT subject, subject_label, object, object_label
  FROM affirmed
  WHERE relation = 'supports' AND object_class = 'Proposal'
)
SELECT DISTINCT a.object_label AS proposal, a.subject_label AS actor, b.subject_label AS opponent
FROM backed AS a
JOIN backed AS b ON a.object = b.object
JOIN opponents ON one = a.subject AND other = b.subject
JOIN nodes AS left_node ON left_node.id = a.subject
JOIN nodes AS right_node ON right_node.id = b.subject
WHERE left_node.iri < right_node.iri
ORDER BY proposal, actor, opponent
