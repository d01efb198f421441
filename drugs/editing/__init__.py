"""What editors and reviewers do to the knowledge: compare versions, restore them, and judge drafts."""
