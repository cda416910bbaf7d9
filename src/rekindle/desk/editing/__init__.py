"""Changing a playbook by hand: which fields an entry has, how they are typed in, and what a change is called."""
