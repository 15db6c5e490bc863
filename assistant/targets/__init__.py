"""Questions that the table of targets answers: all of them, sums, comparisons, rankings."""
