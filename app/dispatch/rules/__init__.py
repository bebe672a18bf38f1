"""Pure decisions of dispatch: who should act and why, what a form lacks, and when the platform chases."""
