"""Claims: what an employer still owes each worker, so that every figure unfolds to its inputs and its rule.

Main words: a *schedule* (工资核查表) holds one *row* per worker with twelve *flow months* of wages and attendance;
*claimed* is what the worker said, *verified* what the arithmetic gives; *receipts* are money that really moved in a
matter. Three people share the work: the mediator enters, an officer of human resources verifies, another officer checks
a second time. The schedule is the truth; an agreement only carries its frozen copy. This package assigns no claim,
drafts no clause and decides no dispute.
"""
