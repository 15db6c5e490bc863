"""Judging evidence: is the thing asked stated, of whom, of when, and how sure is that?"""
