"""The judgement on trial: made-up worlds with known truth, and real data it was not fitted on."""
