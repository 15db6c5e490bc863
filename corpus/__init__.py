"""What a policy document is: reading, outline, passages."""
