"""The learned reader: does a statement state what is asked?"""
