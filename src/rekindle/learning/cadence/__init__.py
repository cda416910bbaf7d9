"""When one more follow-up stops paying, learned from any log of events.

In: one Arrow table of events and which column means what (`asking.AskCadence`). Out: the chance that one more follow-up
brings a case back within some days, tried on later cases, and where that stops paying (`finding.Cadence`). The door is
`measuring.measure_cadence`.
"""
