WITH allies AS (
  SELECT subject, subject_label, object, object_label FROM affirmed WHERE relation = 'allyOf'
  UNION
  SELECT object, object_label, subject, subject_label FROM affirmed WHERE relation = 'allyOf'
), odds AS MATERIALIZED (
  SELECT DISTINCT allies.subject, allies.subject_label, allies.object_label, against.object AS plan
  FROM allies JOIN affirmed AS against ON against.subject = allies.object
  WHERE against.relation = 'opposes' AND against.object_class = 'Proposal'
)
SELECT DISTINCT backs.object_label AS proposal, odds.subject_label AS supporter, odds.object_label AS opponent
FROM odds JOIN affirmed AS backs ON backs.subject = odds.subject AND backs.object = odds.plan
WHERE backs.relation IN ('proposes', 'supports')
ORDER BY proposal, supporter, opponent
