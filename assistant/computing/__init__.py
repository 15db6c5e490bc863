"""The asker's own figures put through the formulas of the rules, each line with its source."""
