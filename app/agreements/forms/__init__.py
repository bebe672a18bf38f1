"""The data of the printed forms of agreements: D23, D24, D26, D27, D28, D41."""
