"""What a confirmed risk level obliges to, and the daily look for silence.

A *duty* is one measure of a level with an owner: naming the official who leads the matter (领导包案), a note each day,
telling 110 and the chief, guidance by a judge. A duty is done by somebody, missed, or ends with its reason when the
level is lowered or the matter closes. Guidance has its own clock; its duty only points to the request. The *daily look*
adds risk signals nobody noted: no progress, broken promises, wages before Spring Festival; an order past its date and a
new party add theirs at once.
"""
