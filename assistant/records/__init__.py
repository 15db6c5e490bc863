"""What people leave behind: feedback, accounts and logins, and the log of who changed what."""
