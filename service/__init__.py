"""The local web service on a dossier: SPARQL, reading and review, over HTTP."""
