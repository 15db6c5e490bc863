"""What a document says of itself: its identity card, and the policy at a glance."""
