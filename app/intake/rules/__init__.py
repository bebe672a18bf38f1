"""Pure decisions of intake: the risk score, and which events may be the same one."""
