SELECT DISTINCT backs.object_label AS proposal, ally.subject_label AS supporter, ally.object_label AS opponent
FROM direct AS ally
JOIN direct AS backs ON backs.subject = ally.subject
JOIN direct AS against ON against.subject = ally.object AND against.object = backs.object
WHERE ally.relation = 'allyOf'
  AND backs.relation IN ('proposes', 'supports')
  AND backs.object_class = 'Proposal'
  AND against.relation = 'opposes'
ORDER BY proposal, supporter, opponent
