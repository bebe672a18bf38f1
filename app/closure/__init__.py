"""The end of a matter: resolving, return visits, closing, the dossier that builds itself, and archiving.

Completed, resolved and closed are three different days. A *return visit* asks each party whether what was promised was
done; only then is a matter *closed*. The *dossier* is index and documents in one file, filed by one person, checked by
another, then *archived*.
"""
