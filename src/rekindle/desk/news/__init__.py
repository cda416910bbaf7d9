"""What happened out there, by list: lines read, each matched to whom it is about, and to the losses it unlocks."""
