"""From a letter to a draft reply, its checks, its files, and a sheet of questions answered."""
