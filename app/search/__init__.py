"""Finding a matter again by a number or by any two characters of it, within what one may see.

A subscriber keeps one row per matter: bigrams of title, summary, place and parties' names as a text vector, and every
number the matter has been given. Personal numbers are not in the index; they are found by blind index in intake.

The queries people ask of their lists again and again are kept here under names.
"""
