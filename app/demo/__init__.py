"""Demo: a fictional centre in the shape of Fangshan, its people and its disputes, for a first look and for tests.

Everything here is invented and marked 虚构. It writes through the public services of the contexts and may be called
again: what exists is left alone. It holds no business rule.
"""
