WITH said AS (
  SELECT id, sources[1] AS speaker, subject, relation, polarity, object_label, quotation
  FROM statements
  WHERE len(sources) > 0
), sides AS (
  SELECT speaker, speaker AS side FROM said
  UNION
  SELECT subject, object FROM direct WHERE relation = 'affiliatedWith'
), claims AS (
  SELECT
    sides.side, said.subject, said.relation, said.polarity, said.object_label,
    count(DISTINCT said.id) AS statements,
    min(said.quotation) AS quotation
  FROM said JOIN sides USING (speaker)
  GROUP BY ALL
), one_sided AS (
  SELECT claims.* FROM claims SEMI JOIN opponents ON one = claims.side AND other = claims.subject
), in_all AS (
  SELECT subject, relation, polarity, object_label, count(*) AS statements
  FROM statements SEMI JOIN one_sided USING (subject, relation, polarity, object_label)
  GROUP BY ALL
)
SELECT
  voice.label AS voice,
  about.label AS about,
  one_sided.relation,
  one_sided.object_label AS object,
  one_sided.polarity,
  one_sided.statements,
  one_sided.quotation
FROM one_sided
JOIN in_all USING (subject, relation, polarity, object_label, statements)
JOIN nodes AS voice ON voice.id = one_sided.side
JOIN nodes AS about ON about.id = one_sided.subject
ORDER BY voice, about, relation, object, polarity, statements, quotation
