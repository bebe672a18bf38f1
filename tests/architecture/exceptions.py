"""Named exceptions to the limits of the house; the lists only shrink. Each line says why by its comment."""

from __future__ import annotations

LONG_MODULES: set[str] = set()
LONG_FUNCTIONS: set[str] = set()
MANY_ARGUMENTS: set[str] = set()
LONG_TEMPLATES: set[str] = set()
FULL_FOLDERS: set[str] = {
    "app/core",  # one small module for each foundation piece that the architecture names
    "app/api",  # one module for each resource
    "app/web",  # one module or folder for each context
}
FOREIGN_IMPORTS: set[str] = set()

#: Modules whose Chinese is data or input, not a sentence of the screen: each line says which.
CHINESE_DATA: frozenset[str] = frozenset(
    {
        "app/accounts/rules.py",  # words a password must not be made of
        "app/agreements/queries/composing.py",  # text of the printed agreement
        "app/agreements/rules/drafting.py",  # text of the printed agreement
        "app/agreements/rules/lint/clarity.py",  # words looked for in an agreement
        "app/agreements/rules/lint/lexicon.py",  # words looked for in an agreement
        "app/agreements/rules/lint/materials.py",  # words looked for in an authorisation
        "app/agreements/services/beginning.py",  # titles of printed agreements
        "app/agreements/services/certifying.py",  # text of printed certificates
        "app/agreements/services/drafting.py",  # text of the printed agreement
        "app/agreements/services/taking_effect.py",  # how a signature is named in print
        "app/api/__init__.py",  # the product's name
        "app/claims/queries/facts.py",  # name and words joined by a colon
        "app/claims/rules/parameters.py",  # articles of law
        "app/claims/types.py",  # the signs in which a month may be typed
        "app/claims/workbook/cells.py",  # the signs of a cell
        "app/claims/workbook/layout.py",  # the heads of the spreadsheet
        "app/claims/workbook/reader.py",  # the heads of the spreadsheet
        "app/clocks/rules/years.py",  # the words of the State Council's arrangement
        "app/confirmation/services/deciding.py",  # the court's type code
        "app/core/dates.py",  # the signs in which a day may be typed
        "app/core/identity.py",  # letters of registration codes
        "app/core/money.py",  # capital digits, and what a clerk types
        "app/core/numbers.py",  # numbers of printed documents
        "app/core/permissions.py",  # the name under which the platform itself acts
        "app/guidance/articles.py",  # titles of law
        "app/guidance/rules.py",  # the fixed notice in print, and words looked for
        "app/http/forms/reading.py",  # the signs in which a day may be typed
        "app/http/locale.py",  # the name of the language in itself
        "app/intake/queries/printing.py",  # text of the printed receipt
        "app/intake/rules/importing/rows.py",  # the signs of a day, an hour and a number of people
        "app/intake/rules/importing/words.py",  # the heads of lists and how they say that a matter is over
        "app/mediation/queries/printing.py",  # text of printed records
        "app/mediation/services/opening.py",  # the prefix of a committee's numbers
        "app/oversight/rules.py",  # the name of the holiday as the calendar has it
        "app/rosters/workbook.py",  # the signs in which an hour may be typed
        "app/search/queries.py",  # signs left out of a search
    }
)
